"""Editorial pages never show more than their reader may see."""

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Institution, User
from accounts.roles import Role
from bank.models import AuthorState, Visibility
from home.blocks.links import is_safe_address
from home.blocks.material import material_key
from home.models import InstitutionPage, SiteRendition, StartPage
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan
from tests.factories.home import make_image, make_news, make_page

# Wagtail leaves the temporary file of a rendition to the garbage collector.
leaves_files_open = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)


def shown(client: Client, address: str, user: User | None = None) -> str:
    if user is not None:
        client.force_login(user)
    return client.get(address).content.decode()


def close(response: HttpResponseBase) -> None:
    """Close the file of an answer, but not the connection of the test."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def test_material_block_obeys_visibility(
    client: Client, maria: User, oskar: User, school: Institution
) -> None:
    plan = make_lesson_plan(
        maria,
        title="Kanarek placówki",
        visibility=Visibility.INSTITUTION,
        institution=school,
    )
    block = {"address": plan.get_absolute_url(), "note": "Kanarek notatki"}
    page = make_page(("material", block))

    assert "Kanarek" not in shown(client, page.url)
    assert "Kanarek" not in shown(client, page.url, oskar)
    assert "Kanarek placówki" in shown(client, page.url, maria)


@pytest.mark.parametrize("state", [AuthorState.DRAFT, AuthorState.WITHDRAWN])
def test_material_block_shows_published_only(
    client: Client, maria: User, state: AuthorState
) -> None:
    plan = make_lesson_plan(
        maria, title="Kanarek", visibility=Visibility.PUBLIC, state=state
    )
    page = make_page(("material", {"address": plan.get_absolute_url(), "note": ""}))

    assert "Kanarek" not in shown(client, page.url, maria)


def test_block_of_absent_material_shows_nothing(client: Client, db: None) -> None:
    page = make_page(("material", {"address": "/bank/999999-nic/", "note": "Kanarek"}))

    assert "Kanarek" not in shown(client, page.url)


def test_many_material_blocks_cost_as_one(client: Client, maria: User) -> None:
    plans = [
        make_lesson_plan(maria, title=f"Plan {n}", visibility=Visibility.PUBLIC)
        for n in range(6)
    ]
    blocks = [
        ("material", {"address": plan.get_absolute_url(), "note": ""}) for plan in plans
    ]
    one, many = make_page(blocks[0]), make_page(*blocks)
    shown(client, one.url)

    with CaptureQueriesContext(connection) as few:
        shown(client, one.url)
    with CaptureQueriesContext(connection) as as_few:
        shown(client, many.url)
    assert len(as_few) == len(few) <= 12


def test_draft_page_is_absent(client: Client, maria: User) -> None:
    page = make_page(("heading", "Kanarek"), live=False)

    client.force_login(maria)
    assert client.get(page.url).status_code == 404


def test_news_block_shows_what_the_reader_may_see(client: Client, maria: User) -> None:
    office = make_user("urzad", Role.OFFICE)
    make_news(office, title="Kanarek wewnętrzny", audience="signed_in")  # type: ignore[arg-type]
    page = make_page(("news_list", {"heading": "Aktualności", "count": 3}))

    assert "Kanarek" not in shown(client, page.url)
    assert "Kanarek" in shown(client, page.url, maria)


@leaves_files_open
def test_image_opens_only_through_a_live_page(client: Client, maria: User) -> None:
    image = make_image()
    rendition = image.get_rendition("width-100")
    assert rendition.url.startswith("/pliki/s.")

    assert client.get(rendition.url).status_code == 404
    page = make_page(("image", {"image": image, "alt": "Las", "caption": ""}))
    served = client.get(rendition.url)
    close(served)
    page.unpublish()

    assert served.status_code == 200
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert served.headers["Content-Security-Policy"].startswith("sandbox")
    assert client.get(rendition.url).status_code == 404


@leaves_files_open
def test_original_with_what_the_camera_wrote_stays_with_editors(
    client: Client, maria: User
) -> None:
    image = make_image()
    page = make_page(("image", {"image": image, "alt": "Las", "caption": ""}))
    html = shown(client, page.url)

    assert client.get(image.file.url).status_code == 404
    assert 'alt="Las"' in html
    for rendition in SiteRendition.objects.all():
        with rendition.file.open("rb") as file:
            assert b"KANAREK" not in file.read()


@leaves_files_open
def test_media_folder_is_not_served(client: Client, db: None) -> None:
    image = make_image()

    assert client.get(f"/media/{image.file.name}").status_code == 404


def test_institution_page_says_its_own_words(
    client: Client, school: Institution
) -> None:
    assert school.name in shown(client, f"/placowki/{school.slug}/")
    assert client.get("/placowki/nie-ma-takiej/").status_code == 404


def test_start_page_works_without_its_page(client: Client, db: None) -> None:
    StartPage.objects.all().update(live=False)

    answer = client.get("/")

    assert answer.status_code == 200
    assert "Nie ma jeszcze publicznych materiałów" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("/placowki/", True),
        ("https://example.org/", True),
        ("//example.org", False),
        ("/\\example.org", False),
        ("javascript:alert(1)", False),
        ("http://example.org", False),
        (" /x", False),
        ("/x\ty", False),
    ],
)
def test_button_leads_to_safe_addresses(address: str, is_safe: bool) -> None:
    assert is_safe_address(address) is is_safe


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/bank/12-ulamki/", 12),
        ("https://bank.example/bank/12-ulamki/", 12),
        ("12", 12),
        ("/bank/", None),
        ("ułamki", None),
        ("/bank/99999999999999999999-x/", None),
    ],
)
def test_number_is_read_from_the_address(address: str, key: int | None) -> None:
    assert material_key(address) == key


def test_every_kind_of_page_can_be_previewed(maria: User, school: Institution) -> None:
    start = StartPage.objects.get()
    page = make_page(("heading", "Nagłówek"))
    own = InstitutionPage(title="Nasza szkoła", institution=school, lead="Witamy.")
    start.add_child(instance=own)

    for each in (start, page, own):
        assert each.make_preview_request().status_code == 200
    assert own.url.endswith(f"/placowki/{school.slug}/")


def test_page_in_the_footer_appears_once_published(client: Client, db: None) -> None:
    page = make_page(("heading", "Zasady"), title="Zasady banku", live=False)
    page.show_in_menus = True
    shown(client, "/")

    page.save_revision().publish()

    assert "Zasady banku" in shown(client, "/pomoc/")
