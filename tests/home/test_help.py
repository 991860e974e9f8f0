import pytest
from django.test import Client
from pytest_django import Settings

from accounts.actions.joining import renew_code
from accounts.models import Institution, User
from accounts.roles import Role
from home.guides import GUIDES, guide_for
from tests.factories.accounts import make_user, protect

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", GUIDES)
def test_every_guide_has_a_few_first_steps(client: Client, slug: str) -> None:
    page = client.get(f"/pomoc/{slug}/")

    assert page.status_code == 200
    assert 5 <= page.content.decode().count("<li><strong>") <= 7


def test_a_guide_nobody_wrote_is_absent(client: Client) -> None:
    assert client.get("/pomoc/krol/").status_code == 404


@pytest.mark.parametrize(
    ("role", "slug"),
    [
        (Role.TEACHER, "nauczyciel"),
        (Role.MODERATOR, "moderacja"),
        (Role.HEAD, "dyrekcja"),
        (Role.OFFICE, "organ"),
        (Role.EDITOR, "redakcja"),
        (Role.ADMINISTRATOR, "administrator"),
        (Role.SCHOOL_IT, "informatyk"),
        (Role.OBSERVER, "nauczyciel"),
    ],
)
def test_everybody_gets_the_guide_of_their_rarest_role(role: Role, slug: str) -> None:
    person = make_user("nowa", Role.TEACHER, role)

    assert guide_for(person).slug == slug


def test_the_desk_of_a_newcomer_leads_to_the_guide(client: Client, maria: User) -> None:
    client.force_login(maria)
    assert "/pomoc/nauczyciel/" in client.get("/").content.decode()

    maria.date_joined = maria.date_joined.replace(year=2020)
    maria.save(update_fields=["date_joined"])

    assert "/pomoc/nauczyciel/" not in client.get("/").content.decode()


def test_links_of_a_guide_open_for_who_sees_them(client: Client, maria: User) -> None:
    assert "/recenzje/" in client.get("/pomoc/moderacja/").content.decode()

    client.force_login(maria)

    assert 'href="/recenzje/"' not in client.get("/pomoc/moderacja/").content.decode()
    assert 'href="/bank/nowy/"' in client.get("/pomoc/nauczyciel/").content.decode()


def test_the_leaflet_tells_the_address_to_everybody(
    client: Client, settings: Settings
) -> None:
    settings.SITE_ORIGIN = "https://bank.olszyna.example"

    page = client.get("/ulotka/").content.decode()

    assert "bank.olszyna.example" in page
    assert "<path" in page
    assert "style=" not in page


def test_the_head_gets_the_code_of_the_institution(
    client: Client, dorota: User, maria: User, school: Institution
) -> None:
    client.force_login(dorota)
    assert f"/placowki/{school.slug}/osoby/kod/" in (
        client.get("/ulotka/").content.decode()
    )

    code = renew_code(school, actor=dorota)

    assert code.shown in client.get("/ulotka/").content.decode()
    client.force_login(maria)
    assert code.shown not in client.get("/ulotka/").content.decode()


def test_an_empty_list_of_institutions_teaches_the_first_step(client: Client) -> None:
    assert "/wdrozenie/placowki/" not in client.get("/placowki/").content.decode()

    adam = make_user("adam", Role.ADMINISTRATOR)
    protect(adam)
    client.force_login(adam)

    assert "/wdrozenie/placowki/" in client.get("/placowki/").content.decode()
    assert "/sieci/nowa/" in client.get("/sieci/").content.decode()
