"""An address where nothing is: moved, or helped from what anybody may see."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, TestCase, override_settings

from accounts.models import Institution, User
from accounts.roles import Role
from bank.models import Visibility
from home.models import InformationPage, MovedAddress, NewsAudience
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan
from tests.factories.home import make_news, make_page
from tests.world import World

_CHANGING = re.compile(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}|value=\"\w{64}\"")


def rename(page: InformationPage, slug: str) -> None:
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 404
    return _CHANGING.sub("", answer.content.decode())


def test_renamed_page_is_found_at_its_old_address(client: Client, db: None) -> None:
    page = make_page(title="Zasady")
    child = InformationPage(title="Szczegóły", slug="szczegoly", body=[])
    page.add_child(instance=child)
    old, old_child = page.url, child.url

    rename(page, "regulamin")

    assert client.get(old).headers["Location"] == "/regulamin/"
    assert client.get(old).status_code == 301
    assert client.get(old_child).headers["Location"] == "/regulamin/szczegoly/"


def test_page_renamed_back_stands_where_it_stood(client: Client, db: None) -> None:
    page = make_page(title="Zasady")
    old, slug = page.url, page.slug
    rename(page, "regulamin")
    rename(InformationPage.objects.get(pk=page.pk), slug)

    assert client.get(old).status_code == 200
    assert client.get("/regulamin/").headers["Location"] == old


def test_old_address_of_a_hidden_page_says_nothing(client: Client, db: None) -> None:
    page = make_page(title="Zasady")
    old = page.url
    rename(page, "kanarek")
    InformationPage.objects.get(pk=page.pk).unpublish()

    answer = client.get(old)

    assert answer.status_code == 404
    assert "kanarek" not in answer.content.decode()


def test_editor_leads_an_old_address_to_ours(client: Client, db: None) -> None:
    client.force_login(make_user("redaktorka", Role.EDITOR))
    with override_settings(DEMO=True):
        assert client.get("/cms/przeniesione/").status_code == 200
        client.post(
            "/cms/przeniesione/new/",
            {"path": "/stara/strona.html?x=1", "page": "", "target": "/bank/"},
        )
    client.logout()

    answer = client.get("/stara/strona.html")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/bank/")


@pytest.mark.parametrize(
    "target",
    [
        *("//evil.example/", "https://evil.example/", "/\\evil.example", "\t//evil"),
        *("javascript:alert(1)", "http:/evil", "/cms/", "/", "%2F%2Fevil.example/"),
        *("///evil.example", "/ /evil", "evil.example"),
    ],
)
def test_moved_address_never_leaves_the_site(db: None, target: str) -> None:
    moved = MovedAddress(path="/stara/", target=target)

    with pytest.raises(ValidationError):
        moved.full_clean()


def test_address_leads_to_one_other_place(db: None) -> None:
    MovedAddress.objects.create(path="/a/", target="/bank/")

    for wrong in (
        MovedAddress(path="/b/"),
        MovedAddress(path="/b/", target="/b/"),
        MovedAddress(path="/b/", target="/a/"),
    ):
        with pytest.raises(ValidationError):
            wrong.full_clean()


def test_lost_reader_gets_words_and_pages_alike(client: Client, db: None) -> None:
    page = body(client, "/strona-9/ulamki-na_wesolo/")
    assert 'value="strona ulamki wesolo"' not in page
    assert 'value="ulamki wesolo"' in page


def test_mistyped_address_of_a_page_is_guessed(client: Client, db: None) -> None:
    page = make_page(title="Regulamin banku")
    rename(page, "regulamin-banku")

    assert "Regulamin banku" in body(client, "/regulamn-banku/")


@pytest.mark.parametrize(
    "path",
    ["/wp-admin/setup.php", "/.env", "/%00", "/%FF%FE", f"/{'a' * 5000}/", "/1/2/3/"],
)
def test_any_address_gets_its_404(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code in {400, 404}


def test_words_run_nothing(client: Client, db: None) -> None:
    page = body(client, '/"><script>alert(1)</script>/')

    assert "<script>alert" not in page


def test_same_address_answers_alike_with_and_without_a_secret(
    client: Client, maria: User, oskar: User, school: Institution
) -> None:
    office = make_user("urzad", Role.OFFICE)
    plan = make_lesson_plan(
        maria,
        title="Kanarek placówki",
        visibility=Visibility.INSTITUTION,
        institution=school,
    )
    news = make_news(
        office,
        title="Kanarek aktualności",
        audience=NewsAudience.INSTITUTION,
        institution=school,
    )
    hidden = make_page(title="Kanarek strony", live=False)
    client.force_login(oskar)
    for thing, address in (
        (plan, plan.get_absolute_url()),
        (news, news.get_absolute_url()),
        (hidden, f"/{hidden.slug}/"),
    ):
        with_secret = body(client, address)
        thing.delete()
        assert body(client, address) == with_secret


def test_old_names_of_things_lead_on_only_for_who_may_see_them(world: World) -> None:
    topic, plan = world.topic, world.school_plan
    answers = {}
    for name in ("maria", "oskar"):
        client = Client()
        client.force_login(world.people[name])
        asked = (
            f"/sieci/{world.network.slug}/watki/{topic.pk}-dawna-nazwa/",
            f"/bank/{plan.pk}-dawna-nazwa/",
            f"/aktualnosci/{world.school_news.pk}-dawna-nazwa/",
        )
        answers[name] = [client.get(address) for address in asked]

    assert [answer.status_code for answer in answers["oskar"]] == [404] * 3
    assert [answer.status_code for answer in answers["maria"]] == [301] * 3
    assert [answer.headers["Location"] for answer in answers["maria"]] == [
        topic.get_absolute_url(),
        plan.get_absolute_url(),
        world.school_news.get_absolute_url(),
    ]
