"""Feeds that are changed, switched off, asked too often or left without an index."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.actions.people import deactivate_person
from accounts.models import User
from notifications.kinds import Frequency
from search.actions import (
    end_feed,
    put_to_rest,
    renew_feed,
    save_search,
)
from search.criteria import Criteria
from search.feeds import feed_address
from search.indexer import catch_up
from search.models import SavedSearch
from search.secrets import SecretAddresses
from tests.search.alerting import Publish
from tests.search.feeding import feed_path, titles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path, db: None) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    catch_up()


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
    address = feed_path(feed)

    end(feed)

    assert client.get(address).status_code == 404


def test_owner_who_owes_a_second_factor_has_no_feed(
    client: Client, renata: User
) -> None:
    saved = save_search(
        renata, name="x", criteria=Criteria(text="a"), cadence=Frequency.NEVER
    )
    renew_feed(saved)
    without = client.get(feed_path(saved)).status_code

    Authenticator.objects.create(
        user=renata, type=Authenticator.Type.TOTP, data={"secret": "x"}
    )

    assert (without, client.get(feed_path(saved)).status_code) == (404, 200)


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
    answers = [client.get(feed_path(feed)) for _ in range(31)]

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
    for address in (feed_path(feed), "/szukaj/kanal.atom?q=ułamki"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")


def test_lost_filter_empties_the_feed(
    client: Client, oskar: User, publish: Publish
) -> None:
    publish("Ułamki zwykłe")
    lost = Criteria(text="ułamki", filters={"siec": ("nie-ma",)})
    saved = save_search(oskar, name="x", criteria=lost, cadence=Frequency.NEVER)
    renew_feed(saved)

    assert titles(client, feed_path(saved)) == []


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
    client.get(feed_path(feed))

    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get(feed_path(feed))
