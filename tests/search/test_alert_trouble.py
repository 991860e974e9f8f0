"""Alerts when something dies or is missing: told once, and in the end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from accounts.models import User
from notifications.actions.notify import notify
from search.actions import (
    alerts,
    record_change,
)
from search.actions.alerts import look_for_news, tell_of_news
from search.criteria import Criteria
from search.engines.base import Engine, Hit
from search.exceptions import EngineUnavailable
from search.indexer import catch_up
from search.matching import matches
from search.models import Alert, SavedSearch
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan
from tests.search.alerting import Publish, heard, look, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


def test_two_looks_at_once_tell_once(
    oskar: User, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(oskar)
    publish()
    looked: list[int] = []
    announce = alerts._announce  # noqa: SLF001

    def meanwhile(*args: object, **options: object) -> int:
        monkeypatch.setattr(alerts, "_announce", announce)
        looked.append(tell_of_news(0, 2**31))
        return announce(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(alerts, "_announce", meanwhile)
    look()

    assert looked == [1]
    assert Alert.objects.count() == len(heard(oskar)) == 1


def test_killed_between_index_and_note_tells_after_all(
    oskar: User, maria: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(oskar)
    plan = make_lesson_plan(maria, title="Ułamki")
    record_change("material", plan.pk)

    def killed(_documents: object) -> int:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("search.indexer.note_arrivals", killed)
        with pytest.raises(SystemExit):
            catch_up()
    catch_up()
    look()

    assert len(heard(oskar)) == 1


def test_killed_while_telling_tells_once_after_all(
    oskar: User, dorota: User, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(oskar)
    save(dorota)
    publish()
    calls: list[int] = []

    def second_dies(*args: object, **options: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise SystemExit
        notify(*args, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(alerts, "notify", second_dies)
        with pytest.raises(SystemExit):
            look()
    half = Alert.objects.count()
    look()

    assert half == 1
    assert (len(heard(oskar)), len(heard(dorota))) == (1, 1)


def test_published_while_there_is_no_index_is_told_once_there_is(
    oskar: User, maria: User
) -> None:
    save(oskar)
    plan = make_lesson_plan(maria, title="Ułamki")
    record_change("material", plan.pk)
    look()
    before = heard(oskar)

    catch_up()
    look()

    assert before == []
    assert len(heard(oskar)) == 1


def test_index_lost_makes_alerts_wait(
    oskar: User, publish: Publish, settings: Settings, tmp_path: Path
) -> None:
    save(oskar)
    publish()
    there = settings.SEARCH_INDEX_DIR

    settings.SEARCH_INDEX_DIR = tmp_path / "lost"
    look()
    waited = heard(oskar)
    settings.SEARCH_INDEX_DIR = there
    look()

    assert waited == []
    assert len(heard(oskar)) == 1


def test_index_lost_later_shows_a_number_without_names(
    oskar: User, publish: Publish, settings: Settings, tmp_path: Path
) -> None:
    save(oskar)
    publish()
    look()

    settings.SEARCH_INDEX_DIR = tmp_path / "lost"

    [entry] = heard(oskar)
    assert (entry.shown.count, entry.shown.lines) == (1, ())


def test_people_of_a_slice_are_asked_about_together(
    oskar: User, publish: Publish, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(20):
        save(make_user(f"cicha{number}"), "czekolada")
    publish()

    with django_assert_max_num_queries(130):  # type: ignore[attr-defined]
        tell_of_news(0, 2**31)

    assert not SavedSearch.objects.filter(seen_to=0).exists()


def test_empty_database_is_looked_at_in_peace() -> None:
    assert look_for_news() == 0
    assert tell_of_news(1, 5) == 0


def test_search_that_the_engine_refuses_keeps_nobody_waiting(
    oskar: User, dorota: User, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    for person in (oskar, dorota):
        save(person, "bardzo długie ułamki")
        save(person)
    publish()

    def refuses(engine: Engine, criteria: Criteria, *rest: Any) -> list[Hit]:
        if "bardzo" in criteria.text:
            raise EngineUnavailable("it took too long")
        return matches(engine, criteria, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(alerts, "matches", refuses)
        look()

    assert (len(heard(oskar)), len(heard(dorota))) == (1, 1)
    assert SavedSearch.objects.filter(seen_to=0).count() == 2
