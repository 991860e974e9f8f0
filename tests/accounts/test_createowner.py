from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.actions.roles import grant_role
from accounts.models import User
from accounts.roles import Role
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
ADAM = ("--email=adam@urzad.example", "--first-name=Adam", "--last-name=Lis")


def create(*arguments: str) -> str:
    out = StringIO()
    call_command("createowner", *arguments, stdout=out)
    return out.getvalue()


def test_the_first_administrator_gets_a_link_that_works(
    client: Client, mailoutbox: list[object]
) -> None:
    link = create(*ADAM).split()[-1]

    person = User.objects.get()
    page = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    assert person.has_role(Role.ADMINISTRATOR)
    assert not person.is_superuser
    assert "Ustaw nowe hasło" in page.content.decode()
    assert mailoutbox == []


def test_the_same_person_again_only_gets_a_new_link() -> None:
    create(*ADAM)

    again = create(*ADAM)

    assert User.objects.count() == 1
    assert "/konto/" in again


def test_who_has_a_password_gets_no_link() -> None:
    person = make_user("adam", Role.ADMINISTRATOR)

    out = create(f"--email={person.email}", "--first-name=A", "--last-name=L")

    assert "/konto/" not in out
    assert "ma już hasło" in out


def test_a_second_owner_only_when_asked_for() -> None:
    make_user("jan", Role.ADMINISTRATOR)

    with pytest.raises(CommandError, match="--another"):
        create(*ADAM)
    create(*ADAM, "--another")

    assert User.objects.holding(Role.ADMINISTRATOR).count() == 2


def test_who_is_known_keeps_the_account(maria: User) -> None:
    create(f"--email={maria.email}", "--first-name=M", "--last-name=B")

    maria.forget_rights()
    assert maria.has_role(Role.ADMINISTRATOR, Role.TEACHER)
    assert maria.first_name == "Maria"


def test_an_administrator_who_is_gone_stands_in_nobodys_way() -> None:
    gone = make_user("jan")
    grant_role(gone, role=Role.ADMINISTRATOR)
    User.objects.filter(pk=gone.pk).update(is_active=False)

    create(*ADAM)

    assert User.objects.filter(email="adam@urzad.example").exists()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--email=nie adres", "--first-name=A", "--last-name=B"), "nie jest adres"),
        (("--email=a@b.example", "--first-name= ", "--last-name=B"), "first-name"),
        ((), "email"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_made(
    arguments: tuple[str, ...], why: str
) -> None:
    with pytest.raises(CommandError, match=why):
        create(*arguments)

    assert not User.objects.exists()
