"""The start page: the same cost at any number of rows, and nobody else's secrets."""

from datetime import timedelta

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lucide.templatetags.lucide import lucide as draw

from accounts.models import Institution, User
from accounts.roles import Role
from bank.models import AuthorState, Visibility
from network.models import MemberRole, Membership, MemberState
from tests.factories.accounts import make_institution, make_user
from tests.factories.bank import make_lesson_plan
from tests.factories.home import make_news
from tests.factories.network import make_member, make_network, make_topic

MOST_QUERIES = 12


def cost(client: Client, address: str = "/") -> int:
    client.get(address)  # content types, footer
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def fill(author: User, reader: User, *, times: int) -> None:
    """Give the reader something of every part of the desk."""
    for number in range(times):
        make_lesson_plan(author, title=f"Cudzy {number}", visibility=Visibility.PUBLIC)
        make_lesson_plan(reader, title=f"Szkic {number}", state=AuthorState.DRAFT)
        make_lesson_plan(reader, title=f"Odesłany {number}", state=AuthorState.RETURNED)
        make_lesson_plan(author, title=f"Czeka {number}", state=AuthorState.WAITING)
        network = make_network(author)
        make_member(network, reader, role=MemberRole.COORDINATOR)
        make_topic(author, network=network)
        Membership.objects.create(
            network=make_network(author),
            user=reader,
            state=MemberState.INVITED,
            changed_at=timezone.now() - timedelta(hours=1),
        )
        make_news(author, title=f"Wieść {number}")


@override_settings(DEMO=True)
@pytest.mark.parametrize("role", [Role.TEACHER, Role.MODERATOR, Role.OFFICE])
def test_desk_costs_the_same_at_any_number_of_rows(
    client: Client, karol: User, school: Institution, role: Role
) -> None:
    reader = make_user("osoba", role, institution=school)
    client.force_login(reader)
    fill(karol, reader, times=1)
    few = cost(client)

    fill(karol, reader, times=9)

    assert cost(client) == few <= MOST_QUERIES


def test_guest_start_costs_the_same_at_any_number_of_rows(
    client: Client, karol: User, maria: User
) -> None:
    fill(karol, maria, times=1)
    few = cost(client)

    fill(karol, maria, times=9)

    assert cost(client) == few <= MOST_QUERIES


@pytest.mark.parametrize(
    "address", ["/aktualnosci/", "/placowki/", "/sitemap-strony.xml"]
)
def test_lists_cost_the_same_at_any_number_of_rows(
    client: Client, karol: User, maria: User, address: str
) -> None:
    fill(karol, maria, times=1)
    few = cost(client, address)

    fill(karol, maria, times=9)
    make_institution("Przedszkole pod Lasem")

    assert cost(client, address) == few <= MOST_QUERIES


def test_institution_costs_the_same_at_any_number_of_rows(
    client: Client, karol: User, maria: User, school: Institution
) -> None:
    address = f"/placowki/{school.slug}/"
    fill(karol, maria, times=1)
    few = cost(client, address)

    fill(karol, maria, times=9)

    assert cost(client, address) == few <= MOST_QUERIES


def test_guest_counts_and_lists_public_materials_only(
    client: Client, maria: User, school: Institution
) -> None:
    plan = make_lesson_plan(maria, title="Jawny", visibility=Visibility.PUBLIC)
    secret = make_lesson_plan(maria, title="Kanarek", subjects=["przyroda"])

    start = client.get("/").content.decode()
    places = client.get("/placowki/").content.decode()
    own = client.get(f"/placowki/{school.slug}/").content.decode()
    sitemap = client.get("/sitemap-materialy-1.xml").content.decode()

    assert "Jawny" in start
    assert "przyroda" not in start
    assert "1 materiał" in places
    assert "Jawny" in own
    assert plan.get_absolute_url() in sitemap
    assert secret.get_absolute_url() not in sitemap
    assert not [page for page in (start, places, own, sitemap) if "anarek" in page]


def test_desk_says_what_waits(client: Client, maria: User) -> None:
    make_lesson_plan(maria, title="Procenty w promocjach", state=AuthorState.RETURNED)
    client.force_login(maria)

    page = client.get("/").content.decode()

    assert "Czeka na Ciebie" in page
    assert "Procenty w promocjach" in page


def test_first_visit_teaches_the_first_step(client: Client, maria: User) -> None:
    client.force_login(maria)

    assert "Twój pierwszy materiał" in client.get("/").content.decode()


def test_desk_of_an_outsider_holds_nothing_of_others(
    client: Client, maria: User, oskar: User, school: Institution
) -> None:
    make_lesson_plan(maria, title="Kanarek szkic", state=AuthorState.DRAFT)
    make_lesson_plan(
        maria,
        title="Kanarek placówki",
        visibility=Visibility.INSTITUTION,
        institution=school,
    )
    make_topic(maria, title="Kanarek wątku")
    client.force_login(oskar)

    assert "Kanarek" not in client.get("/").content.decode()


@override_settings(DEMO=True)
@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_desk(client: Client, db: None, role: Role) -> None:
    client.force_login(make_user("osoba", role))

    answer = client.get("/")

    assert answer.status_code == 200
    links_to_desk = "/recenzje/" in answer.content.decode()
    assert not links_to_desk or role == Role.MODERATOR


def test_counts_of_the_start_page_hold_public_materials_only(
    client: Client, maria: User
) -> None:
    for visibility in (Visibility.PUBLIC, Visibility.SIGNED_IN):
        make_lesson_plan(maria, visibility=visibility, subjects=["matematyka"])
    client.force_login(maria)
    client.get("/")
    client.logout()

    for _ in ("counted", "kept"):
        ways = client.get("/").context["ways"]
        assert [[way.count for way in stage.ways] for stage in ways] == [[1]]


def test_icons_are_those_of_the_library() -> None:
    shown = Template(
        '{% load lucide %}{% lucide "bell" size=18 aria_hidden="true" %}'
    ).render(Context())

    assert shown == draw("bell", size=18, aria_hidden="true")
