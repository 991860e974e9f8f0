import pytest
from django.test import Client

from accounts.actions.invitations import accept_invitation
from accounts.models import Institution, Invitation, RoleAssignment, User
from accounts.models.invitation import digest
from accounts.roles import Role
from home.models import SetupStep
from home.setup.progress import status_of
from tests.factories.accounts import PASSWORD, make_user, protect

pytestmark = pytest.mark.django_db
ADDRESS = "/wdrozenie/osoby/"


@pytest.fixture
def adam() -> User:
    user = make_user("adam", Role.ADMINISTRATOR)
    protect(user)
    return user


@pytest.fixture
def as_adam(client: Client, adam: User) -> Client:
    client.force_login(adam)
    return client


def answer(school: Institution, **changed: str) -> dict[str, str]:
    return {
        "email": "nowa@olszyna.example",
        "first_name": "Nina",
        "last_name": "Nowa",
        "role": Role.MODERATOR,
        "institution": str(school.pk),
        **changed,
    }


def test_who_has_no_account_is_invited(as_adam: Client, school: Institution) -> None:
    page = as_adam.post(ADDRESS, answer(school), follow=True).content.decode()

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("nowa@olszyna.example", "moderator")
    assert "Zaproszenie jest w drodze" in page
    assert "nowa@olszyna.example" in page


def test_an_invited_moderator_moderates_the_whole_gmina(
    as_adam: Client, school: Institution
) -> None:
    as_adam.post(ADDRESS, answer(school))
    Invitation.objects.update(token_digest=digest("tajne"))

    person = accept_invitation(
        "tajne", first_name="Nina", last_name="Nowa", password=PASSWORD
    )

    assert RoleAssignment.objects.get(user=person).institution is None
    assert person.institution == school


def test_who_has_an_account_gets_the_role_at_once(
    as_adam: Client, adam: User, maria: User, school: Institution
) -> None:
    as_adam.post(ADDRESS, answer(school, email=maria.email.upper()))
    as_adam.post(ADDRESS, answer(school, email=maria.email, role=Role.HEAD))

    held = RoleAssignment.objects.current().filter(user=maria)
    assert held.get(role=Role.MODERATOR).institution is None
    assert held.get(role=Role.HEAD).institution == school
    assert status_of(adam, SetupStep.PEOPLE).is_done
    assert "drugi krok logowania jeszcze nieustawiony" in (
        as_adam.get(ADDRESS).content.decode()
    )


def test_nobody_is_invited_twice(as_adam: Client, school: Institution) -> None:
    as_adam.post(ADDRESS, answer(school))

    page = as_adam.post(ADDRESS, answer(school)).content.decode()

    assert "Ta osoba ma już zaproszenie" in page
    assert Invitation.objects.count() == 1


def test_a_refused_form_keeps_what_was_typed(
    as_adam: Client, school: Institution
) -> None:
    page = as_adam.post(ADDRESS, answer(school, role="administrator", institution="x"))

    assert page.status_code == 200
    assert 'value="nowa@olszyna.example"' in page.content.decode()
    assert not Invitation.objects.exists()


def test_without_institutions_the_way_there_is_shown(as_adam: Client) -> None:
    assert "Najpierw placówki" in as_adam.get(ADDRESS).content.decode()


def test_changing_rights_asks_for_a_fresh_sign_in(as_adam: Client) -> None:
    as_adam.get("/wdrozenie/")
    session = as_adam.session
    session["signed_in_at"] -= 3600
    session.save()

    answered = as_adam.get(ADDRESS)

    assert answered["Location"].startswith("/konto/reauthenticate/")
