"""What alerts and feeds ask of an engine, the same of each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.models import User
from bank.models import Visibility
from notifications.kinds import Frequency
from notifications.models import Notification
from search.actions import record_change, save_search
from search.actions.alerts import look_for_news, tell_of_news
from search.criteria import Criteria
from search.engines.base import Request
from search.retrieval import Narrowing, retrieve
from search.sources import Document
from tests.factories.bank import make_lesson_plan
from tests.factories.search import PUBLIC, Shelf

MOMENT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _put(shelf: Shelf) -> None:
    plain = Document("shelf", 1, "Ułamki", "", PUBLIC, published_at=MOMENT)
    shelf.put_documents(
        [
            plain,
            replace(plain, pk=2, title="Ułamki na pizzy"),
            replace(plain, pk=3, published_at=None),
            replace(plain, pk=4, audience=frozenset({"group:1"})),
        ]
    )


def test_named_documents_are_looked_at_only(shelf: Shelf) -> None:
    _put(shelf)

    asked = Request(PUBLIC, keys=frozenset({"shelf:2", "shelf:4", "shelf:99"}))
    found = shelf.engine.search(asked)

    assert (found.total, [hit.pk for hit in found.hits]) == (1, [2])


def test_every_word_can_be_demanded(shelf: Shelf) -> None:
    _put(shelf)

    demanded = retrieve(
        shelf.engine, "ułamek pizza", Narrowing(PUBLIC, every_word=True)
    )
    usual = retrieve(shelf.engine, "ułamek pizza", Narrowing(PUBLIC))

    assert [hit.pk for hit in demanded.result.hits] == [2]
    assert usual.result.total == 3


def test_hits_say_when_they_were_published(shelf: Shelf) -> None:
    _put(shelf)

    hits = shelf.engine.search(Request(PUBLIC)).hits

    moment = int(MOMENT.timestamp())
    assert {hit.pk: hit.published for hit in hits} == {1: moment, 2: moment, 3: 0}


@pytest.mark.django_db
def test_alert_and_feed_on_each_engine(
    client: Client, maria: User, oskar: User, index_now: Callable[[], int]
) -> None:
    index_now()
    save_search(
        oskar, name="x", criteria=Criteria(text="ułamki"), cadence=Frequency.NOW
    )
    for title, visibility in (
        ("Ułamki jawne", Visibility.PUBLIC),
        ("Ułamki tajne", Visibility.AUTHOR),
    ):
        plan = make_lesson_plan(maria, title=title, visibility=visibility)
        record_change("material", plan.pk)
    index_now()

    look_for_news()
    told = tell_of_news(0, 2**31)
    feed = client.get("/szukaj/kanal.atom?q=ułamek").content.decode()

    assert told == 1
    assert Notification.objects.filter(user=oskar, kind="search.alert").count() == 1
    assert "Ułamki jawne" in feed
    assert "tajne" not in feed
