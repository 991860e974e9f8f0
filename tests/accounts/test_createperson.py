from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Institution, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db
ADAM = ("adam@urzad.example", "Adam", "Lis")


def test_the_first_administrator_gets_a_link_that_works(client: Client) -> None:
    out = StringIO()

    call_command("createperson", *ADAM, role="administrator", stdout=out)

    person = User.objects.get()
    link = out.getvalue().split()[-1]
    page = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    assert person.has_role(Role.ADMINISTRATOR)
    assert not person.is_superuser
    assert "Ustaw nowe hasło" in page.content.decode()


def test_a_person_may_belong_to_an_institution(school: Institution) -> None:
    call_command("createperson", *ADAM, institution=school.slug, stdout=StringIO())

    person = User.objects.get()
    assert person.institution == school
    assert person.role_assignments.get().institution == school


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("nie adres", "A", "B"), "Not an e-mail address"),
        ((*ADAM, "--institution", "nie-ma"), "No institution"),
        ((*ADAM, "--role", "krol"), "invalid choice"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_made(
    arguments: tuple[str, ...], why: str
) -> None:
    with pytest.raises(CommandError, match=why):
        call_command("createperson", *arguments, stdout=StringIO())

    assert not User.objects.exists()


def test_nobody_is_made_twice(maria: User) -> None:
    with pytest.raises(CommandError, match="already"):
        call_command("createperson", maria.email, "M", "N", stdout=StringIO())
