"""Two clicks, two tabs, twenty people at once: one wins, nothing is doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from bank.actions.counting import add_to_day, count_read, count_use, fold_old_days
from bank.actions.drafts import save_draft
from bank.actions.from_file import begin_from
from bank.actions.review import claim, publish
from bank.actions.submission import submit_for_review
from bank.documents.filling import Filling
from bank.exceptions import BankError
from bank.models import AuthorState, EventKind, Material, MaterialEvent, Reading, UseDay
from notifications.models import Notification
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan
from tests.factories.files import make_file

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 20


def at_once(*attempts: Callable[[], object]) -> list[str]:
    """Run them in threads of their own; name how each ended."""

    def run(attempt: Callable[[], object]) -> str:
        try:
            attempt()
        except BankError as error:
            return type(error).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return sorted(pool.map(run, attempts))


def test_twenty_claims_have_one_winner(maria: User) -> None:
    plan = make_lesson_plan(maria, state=AuthorState.WAITING)
    moderators = [make_user(f"m{n}", Role.MODERATOR) for n in range(THREADS)]

    ends = at_once(*(lambda who=who: claim(plan, by=who) for who in moderators))

    assert ends == ["AlreadyClaimed"] * (THREADS - 1) + ["done"]
    assert MaterialEvent.objects.filter(kind=EventKind.CLAIMED).count() == 1


def test_twenty_publications_are_one(maria: User) -> None:
    plan = make_lesson_plan(maria, state=AuthorState.WAITING)
    moderators = [make_user(f"m{n}", Role.MODERATOR) for n in range(THREADS)]

    ends = at_once(
        *(lambda who=who: publish(plan, by=who, version=1) for who in moderators)
    )

    assert ends.count("done") == 1
    assert set(ends) <= {"done", "WrongState", "NotAllowed"}
    assert Material.objects.get(pk=plan.pk).published_version == 1
    assert MaterialEvent.objects.filter(kind=EventKind.PUBLISHED).count() == 1
    assert Notification.objects.filter(user=maria).count() == 1


def test_double_click_submits_once(maria: User, renata: User) -> None:
    plan = make_lesson_plan(maria, state=AuthorState.DRAFT)

    ends = at_once(
        *[lambda: submit_for_review(plan, by=maria, rights_confirmed=True)] * THREADS
    )

    assert ends == ["done"] * THREADS
    assert plan.workflow_states.count() == 1
    assert MaterialEvent.objects.filter(kind=EventKind.SUBMITTED).count() == 1


def test_two_tabs_conflict_and_nothing_is_overwritten(maria: User) -> None:
    plan = make_lesson_plan(maria, state=AuthorState.DRAFT)

    ends = at_once(
        *(
            lambda n=n: save_draft(
                plan, by=maria, data={"title": f"karta {n}"}, base_version=1
            )
            for n in range(THREADS)
        )
    )

    assert ends == ["DraftConflict"] * (THREADS - 1) + ["done"]
    assert Material.objects.get(pk=plan.pk).edit_version == 2


def test_twenty_presses_begin_one_draft_from_a_file(
    maria: User, settings: LazySettings, tmp_path: Path
) -> None:
    settings.FILES_DIR = tmp_path / "files"
    filling = Filling(data={"title": "Ułamki"})
    file = make_file(maria, "lekcja.txt", b"Temat: U")

    ends = at_once(
        *[lambda: begin_from(file, Reading.READ, filling, owner=maria)] * THREADS
    )

    assert ends == ["done"] * THREADS
    assert Material.objects.count() == 1


def test_twenty_readers_at_once_are_twenty(maria: User) -> None:
    plan = make_lesson_plan(maria)
    today = timezone.localdate()
    readers = [make_user(f"czyta{number}") for number in range(THREADS)]

    at_once(
        *(
            lambda who=who: count_read(
                plan, reader=who, who=f"user:{who.pk}", today=today
            )
            for who in readers
        )
    )

    assert UseDay.objects.get().reads == THREADS


def test_twenty_clicks_of_one_reader_are_one_use(maria: User, oskar: User) -> None:
    plan = make_lesson_plan(maria)
    today = timezone.localdate()

    at_once(
        *[lambda: count_use(plan, reader=oskar, who=f"user:{oskar.pk}", today=today)]
        * THREADS
    )

    assert UseDay.objects.get().uses == 1


def test_two_workers_fold_the_same_months_once(maria: User) -> None:
    plan = make_lesson_plan(maria)
    for day in (1, 2, 3):
        add_to_day(plan.pk, date(2024, 10, day), reads=2)

    at_once(*[lambda: fold_old_days(date(2026, 11, 22))] * 4)

    assert UseDay.objects.get().reads == 6
