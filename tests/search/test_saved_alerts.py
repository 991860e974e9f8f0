"""Alerts of saved searches: told once of what is new, and of nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Institution, User
from bank.models import LessonPlan, Material, Visibility
from notifications.actions.notify import notify
from notifications.entries import Entry, visible_entries
from notifications.kinds import Frequency
from notifications.models import Notification
from search.actions import (
    alerts,
    change_saved,
    forget_saved,
    pause,
    record_change,
    resume,
    save_search,
)
from search.actions.alerts import KIND, look_for_news, tell_of_news
from search.actions.arrivals import note_arrivals
from search.criteria import Criteria
from search.engines.base import Engine, Hit
from search.exceptions import EngineUnavailable
from search.indexer import catch_up
from search.matching import matches
from search.models import Alert, Arrival, ArrivalLog, SavedSearch
from search.sources import Document, source
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db

Publish = Callable[..., LessonPlan]


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


@pytest.fixture
def publish(maria: User) -> Publish:
    """Have maria publish something that the index takes in."""

    def make(title: str = "Ułamki na pizzy", **options: object) -> LessonPlan:
        said = {"summary": "Krótko.", "institution": maria.institution, **options}
        plan = make_lesson_plan(maria, title=title, **said)  # type: ignore[arg-type]
        record_change("material", plan.pk)
        catch_up()
        return plan

    return make


def _save(owner: User, text: str = "ułamki", **options: object) -> SavedSearch:
    said = {"name": "Moje", "cadence": Frequency.NOW, "criteria": Criteria(text=text)}
    return save_search(owner, **{**said, **options})  # type: ignore[arg-type]


def _look(now: datetime | None = None) -> None:
    """Do what the worker does, for everybody."""
    look_for_news(now)
    tell_of_news(0, 2**31, now)


def _heard(person: User) -> list[Entry]:
    person.forget_rights()
    told = Notification.objects.visible_to(person).filter(kind=KIND)
    return visible_entries(told.for_centre(), person)


def _mail_to(person: User) -> list[EmailMessage]:
    return [each for each in mail.outbox if each.to == [person.email]]


def test_what_is_new_is_told_with_its_name_and_kind(
    oskar: User, publish: Publish
) -> None:
    saved = _save(oskar, name="Ułamki na piątkę")

    publish("Ułamki na pizzy")
    _look()

    [entry] = _heard(oskar)
    assert entry.line == "Nowy wynik wyszukiwania „Ułamki na piątkę”"
    assert entry.shown.lines == ("Ułamki na pizzy (scenariusz zajęć)",)
    assert entry.shown.url == "/szukaj/?q=u%C5%82amki&sort=najnowsze"
    saved.refresh_from_db()
    assert saved.alerted_at


def test_old_things_are_not_told(oskar: User, publish: Publish) -> None:
    publish()
    _save(oskar)

    publish("Mnożenie")
    _look()

    assert _heard(oskar) == []
    assert not Alert.objects.exists()


def test_edited_thing_is_not_news(oskar: User, publish: Publish) -> None:
    plan = publish("Mnożenie")
    _save(oskar)

    Material.objects.filter(pk=plan.pk).update(title="Ułamki")
    record_change("material", plan.pk)
    catch_up()
    _look()

    assert _heard(oskar) == []


def test_thing_older_than_the_log_is_not_news_when_edited(
    oskar: User, maria: User
) -> None:
    plan = make_lesson_plan(maria, title="Ułamki")
    long_ago = timezone.now() - timedelta(days=40)
    Material.objects.filter(pk=plan.pk).update(first_published_at=long_ago)
    _save(oskar)

    record_change("material", plan.pk)
    catch_up()
    _look()

    assert _heard(oskar) == []


def test_own_thing_is_not_told(maria: User, publish: Publish) -> None:
    _save(maria)

    publish()
    _look()

    assert _heard(maria) == []


def test_every_word_must_be_there(oskar: User, publish: Publish) -> None:
    _save(oskar, "ułamki czekolada")

    publish("Ułamki na pizzy")
    publish("Ułamek czekolady")
    _look()

    [entry] = _heard(oskar)
    assert entry.shown.lines == ("Ułamek czekolady (scenariusz zajęć)",)


def test_filters_narrow_alerts(oskar: User, publish: Publish) -> None:
    filters = {"przedmiot": ("historia",)}
    _save(oskar, criteria=Criteria(filters=filters))

    publish("Ułamki", subjects=["matematyka"])
    publish("Powstanie", subjects=["historia"])
    _look()

    [entry] = _heard(oskar)
    assert entry.shown.lines == ("Powstanie (scenariusz zajęć)",)


def test_outsider_hears_nothing_of_what_is_hidden_and_nothing_moves(
    oskar: User, dorota: User, publish: Publish
) -> None:
    of_outsider, of_head = _save(oskar), _save(dorota)

    publish(visibility=Visibility.INSTITUTION)
    _look()

    of_outsider.refresh_from_db()
    of_head.refresh_from_db()
    assert (_heard(oskar), len(_heard(dorota))) == ([], 1)
    assert of_outsider.alerted_at is None
    assert list(of_head.alerts.values_list("search", flat=True)) == [of_head.pk]


def test_widened_audience_is_news_to_the_new_only(
    oskar: User, dorota: User, publish: Publish
) -> None:
    _save(oskar)
    _save(dorota)
    plan = publish(visibility=Visibility.INSTITUTION)
    _look()

    Material.objects.filter(pk=plan.pk).update(visibility=Visibility.SIGNED_IN)
    record_change("material", plan.pk)
    catch_up()
    _look()

    assert (len(_heard(oskar)), len(_heard(dorota))) == (1, 1)


def test_withdrawn_and_published_again_is_told_once(
    oskar: User, publish: Publish
) -> None:
    _save(oskar)
    plan = publish()
    _look()

    for live in (False, True):
        Material.objects.filter(pk=plan.pk).update(live=live)
        record_change("material", plan.pk)
        catch_up()
    _look()

    assert len(_heard(oskar)) == 1


def test_nothing_is_told_twice_when_rights_change(
    oskar: User, school: Institution, publish: Publish
) -> None:
    saved = _save(oskar)
    plan = publish()
    _look()

    # As if the thing came anew within reach, by some other way.
    arrival = Arrival.objects.get()
    arrival.number, arrival.before = arrival.number + 1, []
    arrival.save(force_insert=True)
    ArrivalLog.objects.update(newest=arrival.number)
    _look()

    assert saved.alerts.count() == 1
    assert plan.pk == arrival.object_pk


def test_withdrawn_before_it_is_looked_at_is_not_told(
    oskar: User, publish: Publish
) -> None:
    _save(oskar)
    plan = publish()

    Material.objects.filter(pk=plan.pk).update(visibility=Visibility.AUTHOR)
    _look()

    assert not Alert.objects.exists()


def test_hidden_before_the_mail_goes_no_mail_goes(
    oskar: User, publish: Publish, run_jobs: Callable[[], None]
) -> None:
    _save(oskar)
    plan = publish()
    _look()

    Material.objects.filter(pk=plan.pk).update(visibility=Visibility.AUTHOR)
    run_jobs()

    assert _mail_to(oskar) == []
    assert _heard(oskar) == []


def test_mail_names_search_and_things_and_can_be_stopped(
    oskar: User, publish: Publish, run_jobs: Callable[[], None]
) -> None:
    _save(oskar, name="Ułamki tajne")
    publish("Ułamki na pizzy")
    publish("Ułamki z klocków")
    _look()

    run_jobs()

    [message] = _mail_to(oskar)
    html = str(message.alternatives[0][0])  # type: ignore[attr-defined]
    assert message.subject == "2 nowe wyniki Twojego zapisanego wyszukiwania"
    assert "2 nowe wyniki wyszukiwania „Ułamki tajne”" in message.body
    assert "- Ułamki na pizzy (scenariusz zajęć)" in message.body
    assert "<li>Ułamki z klocków (scenariusz zajęć)</li>" in html
    assert "zapisane wyszukiwanie" in message.body.split("Dlaczego")[1]
    assert "One-Click" in message.extra_headers["List-Unsubscribe-Post"]


def test_searches_of_one_person_come_in_one_mail(
    oskar: User, publish: Publish, run_jobs: Callable[[], None]
) -> None:
    _save(oskar, "ułamki", name="Pierwsze")
    _save(oskar, "pizza", name="Drugie")
    publish("Ułamki na pizzy")
    _look()

    run_jobs()

    [message] = _mail_to(oskar)
    assert "„Pierwsze”" in message.body
    assert "„Drugie”" in message.body


@pytest.mark.parametrize("cadence", [Frequency.DAILY, Frequency.WEEKLY])
def test_slow_rhythms_wait_and_gather(
    oskar: User, publish: Publish, cadence: Frequency
) -> None:
    saved = _save(oskar, cadence=cadence)
    assert saved.due_at

    publish("Ułamki na pizzy")
    _look()
    publish("Ułamki z klocków")
    _look()
    before = _heard(oskar)
    _look(saved.due_at + timedelta(seconds=1))

    [entry] = _heard(oskar)
    assert before == []
    assert entry.shown.count == 2
    old = saved.due_at
    saved.refresh_from_db()
    assert saved.due_at is not None
    assert saved.due_at > old


def test_quiet_day_waits_for_the_next_morning(oskar: User, publish: Publish) -> None:
    saved = _save(oskar, cadence=Frequency.DAILY)
    assert saved.due_at
    morning = saved.due_at + timedelta(seconds=1)
    _look(morning)

    publish()
    _look(morning + timedelta(hours=5))

    assert _heard(oskar) == []


def test_never_and_paused_hear_nothing_and_do_not_catch_up(
    oskar: User, publish: Publish
) -> None:
    never = _save(oskar, "ułamki", cadence=Frequency.NEVER)
    paused = _save(oskar, "pizza")
    pause(paused)

    publish("Ułamki na pizzy")
    _look()
    resume(paused)
    change_saved(never, name="Moje", cadence=Frequency.NOW)
    _look()
    nothing = _heard(oskar)
    publish("Ułamki i pizza")
    _look()

    assert nothing == []
    assert len(_heard(oskar)) == 2


def test_whoever_left_hears_nothing(oskar: User, publish: Publish) -> None:
    saved = _save(oskar)
    User.objects.filter(pk=oskar.pk).update(is_active=False)

    publish()
    _look()

    assert not saved.alerts.exists()


def test_two_looks_at_once_tell_once(
    oskar: User, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    _save(oskar)
    publish()
    looked: list[int] = []
    announce = alerts._announce  # noqa: SLF001

    def meanwhile(*args: object, **options: object) -> int:
        monkeypatch.setattr(alerts, "_announce", announce)
        looked.append(tell_of_news(0, 2**31))
        return announce(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(alerts, "_announce", meanwhile)
    _look()

    assert looked == [1]
    assert Alert.objects.count() == len(_heard(oskar)) == 1


def test_killed_between_index_and_note_tells_after_all(
    oskar: User, maria: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    _save(oskar)
    plan = make_lesson_plan(maria, title="Ułamki")
    record_change("material", plan.pk)

    def killed(_documents: object) -> int:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("search.indexer.note_arrivals", killed)
        with pytest.raises(SystemExit):
            catch_up()
    catch_up()
    _look()

    assert len(_heard(oskar)) == 1


def test_killed_while_telling_tells_once_after_all(
    oskar: User, dorota: User, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    _save(oskar)
    _save(dorota)
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
            _look()
    half = Alert.objects.count()
    _look()

    assert half == 1
    assert (len(_heard(oskar)), len(_heard(dorota))) == (1, 1)


def test_published_while_there_is_no_index_is_told_once_there_is(
    oskar: User, maria: User
) -> None:
    _save(oskar)
    plan = make_lesson_plan(maria, title="Ułamki")
    record_change("material", plan.pk)
    _look()
    before = _heard(oskar)

    catch_up()
    _look()

    assert before == []
    assert len(_heard(oskar)) == 1


def test_index_lost_makes_alerts_wait(
    oskar: User, publish: Publish, settings: Settings, tmp_path: Path
) -> None:
    _save(oskar)
    publish()
    there = settings.SEARCH_INDEX_DIR

    settings.SEARCH_INDEX_DIR = tmp_path / "lost"
    _look()
    waited = _heard(oskar)
    settings.SEARCH_INDEX_DIR = there
    _look()

    assert waited == []
    assert len(_heard(oskar)) == 1


def test_index_lost_later_shows_a_number_without_names(
    oskar: User, publish: Publish, settings: Settings, tmp_path: Path
) -> None:
    _save(oskar)
    publish()
    _look()

    settings.SEARCH_INDEX_DIR = tmp_path / "lost"

    [entry] = _heard(oskar)
    assert (entry.shown.count, entry.shown.lines) == (1, ())


def test_lost_filter_tells_nothing_rather_than_everything(
    oskar: User, publish: Publish
) -> None:
    filters = {"siec": ("nie-ma-takiej",)}
    _save(oskar, criteria=Criteria(text="ułamki", filters=filters))

    publish()
    _look()

    assert _heard(oskar) == []


def test_noting_again_makes_no_news(publish: Publish) -> None:
    plan = publish()
    documents = list(source("material").documents([plan.pk]))

    assert note_arrivals(documents) == 0
    assert ArrivalLog.newest_number() == 1


def test_thing_without_a_date_is_never_news() -> None:
    person = Document("person", 7, "Jan", "", frozenset({"signed_in"}))

    assert note_arrivals([person]) == 0


def test_people_of_a_slice_are_asked_about_together(
    oskar: User, publish: Publish, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(20):
        _save(make_user(f"cicha{number}"), "czekolada")
    publish()

    with django_assert_max_num_queries(130):  # type: ignore[attr-defined]
        tell_of_news(0, 2**31)

    assert not SavedSearch.objects.filter(seen_to=0).exists()


def test_centre_shows_the_alert(client: Client, oskar: User, publish: Publish) -> None:
    _save(oskar, name="Ułamki <b>")
    publish()
    _look()
    client.force_login(oskar)

    page = client.get("/powiadomienia/").content.decode()

    assert "Nowy wynik wyszukiwania „Ułamki &lt;b&gt;”" in page
    assert "<li>Ułamki na pizzy (scenariusz zajęć)</li>" in page


def test_empty_database_is_looked_at_in_peace() -> None:
    assert look_for_news() == 0
    assert tell_of_news(1, 5) == 0


def test_search_that_the_engine_refuses_keeps_nobody_waiting(
    oskar: User, dorota: User, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    for person in (oskar, dorota):
        _save(person, "bardzo długie ułamki")
        _save(person)
    publish()

    def refuses(engine: Engine, criteria: Criteria, *rest: Any) -> list[Hit]:
        if "bardzo" in criteria.text:
            raise EngineUnavailable("it took too long")
        return matches(engine, criteria, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(alerts, "matches", refuses)
        _look()

    assert (len(_heard(oskar)), len(_heard(dorota))) == (1, 1)
    assert SavedSearch.objects.filter(seen_to=0).count() == 2


@pytest.mark.parametrize("cadence", [Frequency.DAILY, Frequency.WEEKLY])
def test_clock_that_was_wrong_for_a_moment_silences_nobody(
    oskar: User, publish: Publish, cadence: Frequency
) -> None:
    _save(oskar, cadence=cadence)
    _look(timezone.now() + timedelta(days=400))

    publish()
    _look(timezone.now() + timedelta(days=8))

    assert len(_heard(oskar)) == 1


def test_bell_does_not_count_what_a_deleted_search_told(
    oskar: User, publish: Publish
) -> None:
    deleted, kept = _save(oskar, "ułamki"), _save(oskar, "pizza")
    publish("Ułamki na pizzy")
    _look()

    forget_saved(deleted)

    unread = Notification.objects.visible_to(oskar).unread()
    assert [each.target for each in unread] == [str(kept.alerts.get().pk)]
