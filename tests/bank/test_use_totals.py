"""Counts of days become months and sums, and search hears of what matters."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from bank.actions.counting import add_to_day, fold_old_days, refresh_totals
from bank.models import LessonPlan, UseDay, UseTotal
from bank.searchable import MaterialSource
from bank.tasks import sum_up_uses
from search.models import Change
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def plan(maria: User) -> LessonPlan:
    return make_lesson_plan(maria)


def test_old_months_become_one_row_and_twice_is_the_same(plan: LessonPlan) -> None:
    for day in (date(2025, 9, 1), date(2025, 9, 2), date(2025, 9, 30)):
        add_to_day(plan.pk, day, reads=2, uses=1)
    for day in (date(2025, 11, 1), date(2025, 11, 20), date(2026, 11, 21)):
        add_to_day(plan.pk, day, reads=1)

    assert fold_old_days(TODAY) == 2
    assert fold_old_days(TODAY) == 0

    rows = UseDay.objects.order_by("day").values_list("day", "reads", "uses")
    assert list(rows) == [
        (date(2025, 9, 1), 6, 3),
        (date(2025, 11, 1), 1, 0),  # this month is not over for a whole year yet
        (date(2025, 11, 20), 1, 0),
        (date(2026, 11, 21), 1, 0),
    ]


def test_month_without_its_first_day_is_folded_too(plan: LessonPlan) -> None:
    add_to_day(plan.pk, date(2025, 3, 14), reads=4)

    fold_old_days(TODAY)

    assert UseDay.objects.get().day == date(2025, 3, 1)


def test_search_is_told_of_what_changed_enough(plan: LessonPlan, maria: User) -> None:
    quiet = make_lesson_plan(maria, title="Cicha lekcja")
    add_to_day(plan.pk, TODAY, reads=100)
    add_to_day(quiet.pk, TODAY - timedelta(days=365), reads=3)
    Change.objects.all().delete()

    assert refresh_totals(TODAY) == 1
    assert UseTotal.objects.get().reads == 100
    assert [each.object_pk for each in Change.objects.all()] == [plan.pk]

    add_to_day(plan.pk, TODAY, reads=10)
    assert refresh_totals(TODAY) == 0  # a tenth moves nobody

    add_to_day(plan.pk, TODAY, reads=1)
    assert refresh_totals(TODAY) == 1  # small steps add up

    assert refresh_totals(TODAY + timedelta(days=400)) == 1
    assert UseTotal.objects.get().reads == 0


def test_the_job_costs_the_same_however_many_materials_have_counts(
    maria: User,
) -> None:
    def cost(day: date) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            refresh_totals(day)
        return len(queries)

    first = make_lesson_plan(maria)
    add_to_day(first.pk, TODAY, reads=1)
    alone = cost(TODAY)
    for number in range(20):
        plan = make_lesson_plan(maria, title=f"Lekcja {number}")
        add_to_day(plan.pk, TODAY, reads=1)

    assert cost(TODAY) == alone


def test_the_job_does_it(plan: LessonPlan) -> None:
    add_to_day(plan.pk, timezone.localdate(), reads=3)

    sum_up_uses()

    assert UseTotal.objects.get().reads == 3


def test_search_holds_what_it_was_told_and_not_what_was_counted_since(
    plan: LessonPlan,
) -> None:
    add_to_day(plan.pk, TODAY, reads=7, uses=2)
    refresh_totals(TODAY)
    add_to_day(plan.pk, TODAY, reads=100)

    [document] = MaterialSource().documents([plan.pk])

    assert document.measures["odczyty"] == 7
    assert document.measures["zastosowania"] == 2


def test_what_nobody_opened_stands_last(maria: User) -> None:
    plan = make_lesson_plan(maria)

    [document] = MaterialSource().documents([plan.pk])

    assert document.measures["odczyty"] == 0
