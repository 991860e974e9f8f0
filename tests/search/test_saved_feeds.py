"""What feeds of searches hold: what guests may see, and secret ones of saved searches."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from bank.models import Material, Visibility
from notifications.kinds import Frequency
from search.actions import (
    renew_feed,
    save_search,
)
from search.criteria import Criteria
from search.indexer import catch_up
from search.models import SavedSearch
from tests.factories.network import make_topic
from tests.search.alerting import Publish
from tests.search.feeding import ATOM, feed_path, read, titles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path, db: None) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    catch_up()


def test_guest_follows_what_is_public(client: Client, publish: Publish) -> None:
    publish("Ułamki dla wszystkich", visibility=Visibility.PUBLIC)
    publish("Ułamki zalogowanych")
    publish("Mnożenie", visibility=Visibility.PUBLIC)

    found = titles(client, "/szukaj/kanal.atom?q=ułamki")

    assert found == ["Ułamki dla wszystkich (scenariusz zajęć)"]


def test_public_feed_is_the_guests_whoever_asks(
    client: Client, maria: User, publish: Publish
) -> None:
    publish("Ułamki zalogowanych")
    client.force_login(maria)

    assert titles(client, "/szukaj/kanal.atom?q=ułamki") == []


def test_results_name_the_feed_to_guests(client: Client, maria: User) -> None:
    as_guest = client.get("/szukaj/?q=ułamki").content.decode()
    client.force_login(maria)
    signed_in = client.get("/szukaj/?q=ułamki").content.decode()

    assert 'href="/szukaj/kanal.atom?q=u%C5%82amki"' in as_guest
    assert "kanal.atom" not in signed_in


def test_two_searches_have_two_names(client: Client) -> None:
    one = read(client, "/szukaj/kanal.atom?q=a").findtext(f"{ATOM}id")
    other = read(client, "/szukaj/kanal.atom?q=b").findtext(f"{ATOM}id")

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

    answer = client.get(feed_path(feed))

    assert "Ułamki zalogowanych" in answer.content.decode()
    assert answer.cookies == {}
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_private_feed_does_not_repeat_its_address(
    client: Client, feed: SavedSearch, publish: Publish
) -> None:
    publish("Ułamki zalogowanych")

    body = client.get(feed_path(feed)).content.decode()

    assert feed_path(feed).split("/")[-1].removesuffix(".atom") not in body


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

    assert titles(client, feed_path(own)) == []


def test_outsiders_feed_is_the_same_bytes_with_and_without_secrets(
    client: Client, feed: SavedSearch, publish: Publish
) -> None:
    publish("Ułamki zwykłe")
    without = client.get(feed_path(feed))

    publish("Ułamki tajne", visibility=Visibility.INSTITUTION)
    later = client.get(feed_path(feed))

    assert (later.content, later.headers["ETag"]) == (
        without.content,
        without.headers["ETag"],
    )


def test_right_withdrawn_before_the_index_knows_empties_the_feed(
    client: Client, feed: SavedSearch, publish: Publish
) -> None:
    plan = publish("Ułamki zwykłe")

    Material.objects.filter(pk=plan.pk).update(visibility=Visibility.AUTHOR)

    assert titles(client, feed_path(feed)) == []


def test_unchanged_feed_is_not_sent_again(
    client: Client, feed: SavedSearch, publish: Publish
) -> None:
    plan = publish("Ułamki zwykłe")
    etag = client.get(feed_path(feed)).headers["ETag"]

    same = client.get(feed_path(feed), headers={"If-None-Match": etag})
    Material.objects.filter(pk=plan.pk).update(live=False)
    gone = client.get(feed_path(feed), headers={"If-None-Match": etag})

    assert (same.status_code, gone.status_code) == (304, 200)


def test_withdrawn_thing_leaves_though_the_date_is_older(
    client: Client, feed: SavedSearch, publish: Publish
) -> None:
    plan = publish("Ułamki zwykłe")
    since = client.get(feed_path(feed)).headers["Last-Modified"]

    Material.objects.filter(pk=plan.pk).update(live=False)
    answer = client.get(feed_path(feed), headers={"If-Modified-Since": since})

    assert answer.status_code == 200


def test_new_address_ends_the_old_one(client: Client, feed: SavedSearch) -> None:
    old = feed_path(feed)

    renew_feed(feed)

    assert client.get(old).status_code == 404
    assert client.get(feed_path(feed)).status_code == 200
