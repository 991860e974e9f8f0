"""Feeds of searches: what guests may see, and secret ones of saved searches."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from allauth.mfa.models import Authenticator
from defusedxml.ElementTree import fromstring
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.actions.people import deactivate_person
from accounts.models import User
from bank.models import LessonPlan, Material, Visibility
from notifications.kinds import Frequency
from search.actions import (
    end_feed,
    put_to_rest,
    record_change,
    renew_feed,
    save_search,
)
from search.criteria import Criteria
from search.feeds import feed_address
from search.indexer import catch_up
from search.models import SavedSearch
from search.secrets import SecretAddresses
from tests.factories.bank import make_lesson_plan
from tests.factories.network import make_topic

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
Publish = Callable[..., LessonPlan]


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path, db: None) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    catch_up()


@pytest.fixture
def publish(maria: User) -> Publish:
    def make(title: str, **options: object) -> LessonPlan:
        said = {"summary": "Krótko.", "institution": maria.institution, **options}
        plan = make_lesson_plan(maria, title=title, **said)  # type: ignore[arg-type]
        record_change("material", plan.pk)
        catch_up()
        return plan

    return make


@pytest.fixture
def feed(oskar: User) -> SavedSearch:
    """The feed of what oskar keeps, switched on."""
    saved = save_search(
        oskar,
        name="Moje ułamki",
        criteria=Criteria(text="ułamki"),
        cadence=Frequency.NEVER,
    )
    renew_feed(saved)
    saved.refresh_from_db()
    return saved


def _path(saved: SavedSearch) -> str:
    saved.refresh_from_db()
    return urlsplit(feed_address(saved)).path


def _read(client: Client, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return fromstring(answer.content)


def _titles(client: Client, address: str) -> list[str | None]:
    found = _read(client, address).iter(f"{ATOM}entry")
    return [entry.findtext(f"{ATOM}title") for entry in found]


def test_guest_follows_what_is_public(client: Client, publish: Publish) -> None:
    publish("Ułamki dla wszystkich", visibility=Visibility.PUBLIC)
    publish("Ułamki zalogowanych")
    publish("Mnożenie", visibility=Visibility.PUBLIC)

    found = _titles(client, "/szukaj/kanal.atom?q=ułamki")

    assert found == ["Ułamki dla wszystkich (scenariusz zajęć)"]


def test_public_feed_is_the_guests_whoever_asks(
    client: Client, maria: User, publish: Publish
) -> None:
    publish("Ułamki zalogowanych")
    client.force_login(maria)

    assert _titles(client, "/szukaj/kanal.atom?q=ułamki") == []


def test_results_name_the_feed_to_guests(client: Client, maria: User) -> None:
    as_guest = client.get("/szukaj/?q=ułamki").content.decode()
    client.force_login(maria)
    signed_in = client.get("/szukaj/?q=ułamki").content.decode()

    assert 'href="/szukaj/kanal.atom?q=u%C5%82amki"' in as_guest
    assert "kanal.atom" not in signed_in


def test_two_searches_have_two_names(client: Client) -> None:
    one = _read(client, "/szukaj/kanal.atom?q=a").findtext(f"{ATOM}id")
    other = _read(client, "/szukaj/kanal.atom?q=b").findtext(f"{ATOM}id")

    assert one != other


@pytest.mark.parametrize("visibility", [Visibility.SIGNED_IN, Visibility.INSTITUTION])
def test_public_feed_is_the_same_bytes_with_and_without_what_is_hidden(
    client: Client, publish: Publish, visibility: Visibility
) -> None:
    publish("Ułamki jawne", visibility=Visibility.PUBLIC)
    without = client.get("/szukaj/kanal.atom?q=ułamki")

    publish("Ułamki tajne", visibility=visibility)
    later = client.get("/szukaj/kanal.atom?q=ułamki")

    assert later.content == without.content
    assert later.headers["ETag"] == without.headers["ETag"]
    assert later.headers["Last-Modified"] == without.headers["Last-Modified"]


def test_private_feed_needs_no_cookie(
    client: Client, feed: SavedSearch, publish: Publish
) -> None:
    publish("Ułamki zalogowanych")

    answer = client.get(_path(feed))

    assert "Ułamki zalogowanych" in answer.content.decode()
    assert answer.cookies == {}
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_private_feed_does_not_repeat_its_address(
    client: Client, feed: SavedSearch, publish: Publish
) -> None:
    publish("Ułamki zalogowanych")

    body = client.get(_path(feed)).content.decode()

    assert _path(feed).split("/")[-1].removesuffix(".atom") not in body


def test_private_feed_holds_nothing_for_a_school_or_a_network_only(
    client: Client, maria: User, publish: Publish
) -> None:
    own = save_search(
        maria, name="x", criteria=Criteria(text="ułamki"), cadence=Frequency.NEVER
    )
    renew_feed(own)
    publish("Ułamki szkolne", visibility=Visibility.INSTITUTION)
    publish("Ułamki własne", visibility=Visibility.AUTHOR)
    make_topic(maria, title="Ułamki w wątku")
    catch_up()

    assert _titles(client, _path(own)) == []


def test_outsiders_feed_is_the_same_bytes_with_and_without_secrets(
    client: Client, feed: SavedSearch, publish: Publish
) -> None:
    publish("Ułamki zwykłe")
    without = client.get(_path(feed))

    publish("Ułamki tajne", visibility=Visibility.INSTITUTION)
    later = client.get(_path(feed))

    assert (later.content, later.headers["ETag"]) == (
        without.content,
        without.headers["ETag"],
    )


def test_right_withdrawn_before_the_index_knows_empties_the_feed(
    client: Client, feed: SavedSearch, publish: Publish
) -> None:
    plan = publish("Ułamki zwykłe")

    Material.objects.filter(pk=plan.pk).update(visibility=Visibility.AUTHOR)

    assert _titles(client, _path(feed)) == []


def test_unchanged_feed_is_not_sent_again(
    client: Client, feed: SavedSearch, publish: Publish
) -> None:
    plan = publish("Ułamki zwykłe")
    etag = client.get(_path(feed)).headers["ETag"]

    same = client.get(_path(feed), headers={"If-None-Match": etag})
    Material.objects.filter(pk=plan.pk).update(live=False)
    gone = client.get(_path(feed), headers={"If-None-Match": etag})

    assert (same.status_code, gone.status_code) == (304, 200)


def test_withdrawn_thing_leaves_though_the_date_is_older(
    client: Client, feed: SavedSearch, publish: Publish
) -> None:
    plan = publish("Ułamki zwykłe")
    since = client.get(_path(feed)).headers["Last-Modified"]

    Material.objects.filter(pk=plan.pk).update(live=False)
    answer = client.get(_path(feed), headers={"If-Modified-Since": since})

    assert answer.status_code == 200


def test_new_address_ends_the_old_one(client: Client, feed: SavedSearch) -> None:
    old = _path(feed)

    renew_feed(feed)

    assert client.get(old).status_code == 404
    assert client.get(_path(feed)).status_code == 200


def _switched_off(saved: SavedSearch) -> None:
    end_feed(saved)


def _deleted(saved: SavedSearch) -> None:
    saved.delete()


def _left(saved: SavedSearch) -> None:
    put_to_rest(saved.owner)


def _closed(saved: SavedSearch) -> None:
    deactivate_person(saved.owner)


@pytest.mark.parametrize("end", [_switched_off, _deleted, _left, _closed])
def test_feed_that_ended_is_404(
    client: Client, feed: SavedSearch, end: Callable[[SavedSearch], None]
) -> None:
    address = _path(feed)

    end(feed)

    assert client.get(address).status_code == 404


def test_owner_who_owes_a_second_factor_has_no_feed(
    client: Client, renata: User
) -> None:
    saved = save_search(
        renata, name="x", criteria=Criteria(text="a"), cadence=Frequency.NEVER
    )
    renew_feed(saved)
    without = client.get(_path(saved)).status_code

    Authenticator.objects.create(
        user=renata, type=Authenticator.Type.TOTP, data={"secret": "x"}
    )

    assert (without, client.get(_path(saved)).status_code) == (404, 200)


@pytest.mark.parametrize(
    "token",
    ["x", "1", "1-", f"1-{'0' * 64}", f"{'9' * 30}-{'0' * 64}", "²-a", "%00", "%FF"],
)
def test_guessed_addresses_are_404(
    client: Client, feed: SavedSearch, token: str
) -> None:
    assert client.get(f"/szukaj/kanal/{token}.atom").status_code == 404


def test_owners_pages_switch_the_feed(client: Client, feed: SavedSearch) -> None:
    client.force_login(feed.owner)
    page = f"/szukaj/zapisane/{feed.pk}/"

    shown = client.get(page).content.decode()
    client.post(f"{page}kanal/zamknij/")
    off = client.get(page).content.decode()
    client.post(f"{page}kanal/")

    assert feed_address(feed) in shown
    assert "/szukaj/kanal/" not in off
    feed.refresh_from_db()
    assert feed.has_feed


def test_too_many_questions_are_put_off(client: Client, feed: SavedSearch) -> None:
    answers = [client.get(_path(feed)) for _ in range(31)]

    assert answers[29].status_code == 200
    assert answers[30].status_code == 429
    assert answers[30].headers["Retry-After"]


@pytest.fixture
def _no_index(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.SEARCH_INDEX_DIR = tmp_path / "lost"
    yield
    cache.clear()


@pytest.mark.usefixtures("_no_index")
def test_without_an_index_readers_are_asked_to_come_back(
    client: Client, feed: SavedSearch
) -> None:
    for address in (_path(feed), "/szukaj/kanal.atom?q=ułamki"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")


def test_lost_filter_empties_the_feed(
    client: Client, oskar: User, publish: Publish
) -> None:
    publish("Ułamki zwykłe")
    lost = Criteria(text="ułamki", filters={"siec": ("nie-ma",)})
    saved = save_search(oskar, name="x", criteria=lost, cadence=Frequency.NEVER)
    renew_feed(saved)

    assert _titles(client, _path(saved)) == []


def test_log_keeps_no_secret_address() -> None:
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        __file__,
        1,
        "%s: %s",
        ("Not Found", "/szukaj/kanal/7-abcdef.atom"),
        None,
    )

    SecretAddresses().filter(record)

    assert record.getMessage() == "Not Found: /szukaj/kanal/…"


def test_things_of_one_person_are_counted_once(
    client: Client,
    feed: SavedSearch,
    publish: Publish,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for number in range(12):
        publish(f"Ułamki {number}")
    client.get(_path(feed))

    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get(_path(feed))
