"""The index follows the database, through crashes, rebuilds and losses."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.models import User
from bank.models import LessonPlan
from search import indexer
from search.actions import forget_indexed_changes, record_change
from search.criteria import Criteria
from search.engines import current_engine, open_engine
from search.engines.base import Generation, Key
from search.indexer import BATCH, STEP, Indexer, run
from search.models import Change
from search.rebuild import apply_changes, rebuild
from search.service import search
from search.sources import Document
from tests.factories.bank import make_lesson_plan

IndexNow = Callable[[], int]


def _titles(user: User, text: str = "") -> list[str]:
    current_engine().refresh()
    criteria = Criteria(text=text, tab="materialy")
    return [row.card.title for row in search(criteria, user).rows]


def _indexed() -> list[Key]:
    return [key for key in current_engine().digests() if key[0] == "material"]


@pytest.fixture
def plan(maria: User) -> LessonPlan:
    return make_lesson_plan(maria, title="Ułamki na pizzy")


def _rename(plan: LessonPlan, title: str) -> None:
    LessonPlan.objects.filter(pk=plan.pk).update(title=title)
    record_change("material", plan.pk)


def test_change_is_taken_in_and_acknowledged(
    plan: LessonPlan, oskar: User, index_now: IndexNow
) -> None:
    index_now()
    _rename(plan, "Dodawanie na patyczkach")

    assert index_now() >= 1
    assert _titles(oskar, "patyczek") == ["Dodawanie na patyczkach"]
    assert not Change.objects.waiting().exists()


def test_what_is_deleted_or_withdrawn_leaves(
    plan: LessonPlan, oskar: User, index_now: IndexNow
) -> None:
    index_now()
    LessonPlan.objects.filter(pk=plan.pk).update(live=False)
    record_change("material", plan.pk)

    index_now()

    assert _titles(oskar) == []
    assert _indexed() == []


def test_change_rolled_back_with_its_cause_is_never_seen(plan: LessonPlan) -> None:
    waiting = Change.objects.count()

    record_change("material")

    assert Change.objects.count() == waiting


def test_crash_before_acknowledging_repeats_and_loses_nothing(
    plan: LessonPlan, oskar: User, index_now: IndexNow
) -> None:
    index_now()
    _rename(plan, "Geometria z origami")
    index_now()
    Change.objects.update(indexed_at=None)

    index_now()

    assert _titles(oskar) == ["Geometria z origami"]
    assert len(_indexed()) == 1


def test_crash_before_commit_repeats(
    plan: LessonPlan, oskar: User, index_now: IndexNow
) -> None:
    index_now()
    _rename(plan, "Geometria z origami")
    generation = current_engine().current()
    generation.remove([("material", plan.pk)], version=Change.objects.newest_number())
    del generation

    index_now()

    assert _titles(oskar) == ["Geometria z origami"]


def test_change_of_an_unknown_source_does_not_stop_the_rest(
    plan: LessonPlan, oskar: User, index_now: IndexNow
) -> None:
    index_now()
    record_change("no-such-source", 1, 2)
    _rename(plan, "Origami")

    index_now()

    assert _titles(oskar) == ["Origami"]


def test_rebuild_reads_back_what_changed_meanwhile(
    plan: LessonPlan, oskar: User, index_now: IndexNow
) -> None:
    index_now()
    writer = Indexer(current_engine())

    def meanwhile(_number: int) -> None:
        _rename(plan, "Zmienione w trakcie")
        writer.take_in()

    rebuild(current_engine(), meanwhile)
    writer.close()

    assert _titles(oskar) == ["Zmienione w trakcie"]


def test_writer_follows_to_the_new_generation(
    plan: LessonPlan, oskar: User, index_now: IndexNow
) -> None:
    index_now()
    writer = Indexer(current_engine())
    _rename(plan, "Pierwsza zmiana")
    writer.take_in()
    rebuild(current_engine())
    _rename(plan, "Druga zmiana")

    writer.take_in()
    writer.close()

    assert _titles(oskar) == ["Druga zmiana"]


def test_lost_index_is_answered_by_title_and_rebuilt(
    plan: LessonPlan, oskar: User, index_now: IndexNow
) -> None:
    index_now()
    current_engine().discard()

    outcome = search(Criteria(text="pizzy"), oskar)

    assert outcome.is_rebuilding
    assert [row.card.title for row in outcome.rows] == ["Ułamki na pizzy"]
    index_now()
    assert not search(Criteria(text="pizza"), oskar).is_rebuilding


def test_index_of_another_version_counts_as_lost(
    plan: LessonPlan, oskar: User, index_now: IndexNow
) -> None:
    index_now()
    rebuild(open_engine(("another-facet",)))
    current_engine().refresh()

    assert search(Criteria(), oskar).is_rebuilding


def test_single_change_does_not_wait_for_an_import(
    plan: LessonPlan, oskar: User, index_now: IndexNow
) -> None:
    index_now()
    writer = Indexer(current_engine())
    record_change("material", *range(10_000, 10_000 + BATCH * 2))
    _rename(plan, "Pilna poprawka")

    writer.take_in()
    writer.close()

    assert _titles(oskar) == ["Pilna poprawka"]
    assert Change.objects.waiting().count() == BATCH * 2


def test_single_change_interrupts_an_import_being_taken_in(
    plan: LessonPlan,
    oskar: User,
    index_now: IndexNow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index_now()
    writer = Indexer(current_engine())
    record_change("material", *range(10_000, 10_000 + BATCH))

    def taken_in(generation: Generation, changes: Sequence[Change]) -> list[Document]:
        documents = apply_changes(generation, changes)
        if changes[0].is_bulk:
            _rename(plan, "Pilna poprawka")
        return documents

    monkeypatch.setattr(indexer, "apply_changes", taken_in)

    assert [writer.take_in(), writer.take_in()] == [STEP, 1]
    writer.close()
    assert _titles(oskar) == ["Pilna poprawka"]


@pytest.mark.django_db(transaction=True)
def test_service_takes_changes_in_until_stopped(
    plan: LessonPlan, oskar: User, index_now: IndexNow
) -> None:
    stop = Event()

    def serve() -> None:
        try:
            run(stop)
        finally:
            connection.close()

    thread = Thread(target=serve)
    thread.start()
    deadline = timezone.now() + timedelta(seconds=20)
    while Change.objects.waiting().exists() or not current_engine().is_ready():
        assert timezone.now() < deadline
        stop.wait(0.05)
    stop.set()
    thread.join(timeout=10)

    assert not thread.is_alive()
    assert _titles(oskar) == ["Ułamki na pizzy"]


def test_old_acknowledged_changes_are_forgotten(
    plan: LessonPlan, index_now: IndexNow
) -> None:
    record_change("material", plan.pk)
    index_now()
    Change.objects.update(indexed_at=timezone.now() - timedelta(days=3))
    record_change("material", plan.pk)

    forget_indexed_changes()

    assert Change.objects.count() == 1


def test_checkindex_names_the_difference(
    plan: LessonPlan, index_now: IndexNow, capsys: pytest.CaptureFixture[str]
) -> None:
    index_now()
    call_command("checkindex")
    LessonPlan.objects.filter(pk=plan.pk).update(title="Zmienione poza dziennikiem")

    with pytest.raises(CommandError, match="1 stale"):
        call_command("checkindex")
    call_command("reindex")
    current_engine().refresh()
    call_command("checkindex")
    assert "in order" in capsys.readouterr().out
