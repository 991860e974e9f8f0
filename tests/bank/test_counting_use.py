"""How often materials are read and used is counted; by whom is not."""

from datetime import date, datetime, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from bank.actions.counting import (
    add_to_day,
    count_read,
    count_use,
)
from bank.models import AuthorState, LessonPlan, UseDay, Visibility
from tests.factories.accounts import protect
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def plan(maria: User) -> LessonPlan:
    return make_lesson_plan(maria, visibility=Visibility.PUBLIC)


def read(
    client: Client, plan: LessonPlan, door: str = "odczyt", browser: str = "Firefox"
) -> int:
    headers = {"User-Agent": browser}
    return client.post(f"/bank/{plan.pk}/{door}/", headers=headers).status_code


def counted(plan: LessonPlan) -> tuple[int, int]:
    rows = UseDay.objects.filter(material=plan.pk)
    return sum(row.reads for row in rows), sum(row.uses for row in rows)


def test_reading_counts_once_a_day_for_each_reader(
    client: Client, plan: LessonPlan, oskar: User, karol: User
) -> None:
    for person in (oskar, oskar, karol):
        client.force_login(person)
        assert read(client, plan) == 204

    assert counted(plan) == (2, 0)


def test_guests_of_one_address_count_as_one_whatever_browser_they_name(
    client: Client, plan: LessonPlan
) -> None:
    read(client, plan)
    read(Client(), plan, browser="skrypt 7")

    assert counted(plan) == (1, 0)


def test_printing_downloading_and_saying_so_are_one_use(
    client: Client, plan: LessonPlan, oskar: User
) -> None:
    client.force_login(oskar)

    read(client, plan, "pobranie")
    answer = client.post(f"/bank/{plan.pk}/na-zajeciach/", follow=True)

    assert "Na dziś jest już policzone" in answer.content.decode()
    assert counted(plan) == (0, 1)


def test_word_of_a_teacher_counts_without_a_script(
    client: Client, plan: LessonPlan, oskar: User
) -> None:
    client.force_login(oskar)
    page = client.get(plan.get_absolute_url()).content.decode()
    assert f"/bank/{plan.pk}/na-zajeciach/" in page

    answer = client.post(f"/bank/{plan.pk}/na-zajeciach/", follow=True)

    assert "bez Twojego nazwiska" in answer.content.decode()
    assert counted(plan) == (0, 1)


def test_own_material_does_not_count(
    client: Client, plan: LessonPlan, maria: User
) -> None:
    client.force_login(maria)

    assert read(client, plan) == 204
    assert read(client, plan, "pobranie") == 204

    assert counted(plan) == (0, 0)
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "data-counting" not in page
    assert "na-zajeciach" not in page


def test_look_as_somebody_else_does_not_count(
    plan: LessonPlan, oskar: User, karol: User
) -> None:
    oskar.viewed_by = karol

    assert not count_read(plan, reader=oskar, who="user:1", today=TODAY)


@pytest.mark.parametrize("state", [AuthorState.DRAFT, AuthorState.WAITING])
def test_what_is_not_published_does_not_exist_here(
    client: Client, maria: User, renata: User, state: AuthorState
) -> None:
    plan = make_lesson_plan(maria, state=state)

    protect(renata)
    client.force_login(renata)

    assert read(client, plan) == 404


def test_invisible_is_404_and_counts_nothing(
    client: Client, maria: User, oskar: User
) -> None:
    plan = make_lesson_plan(maria, visibility=Visibility.AUTHOR)
    client.force_login(oskar)

    doors = [read(client, plan, d) for d in ("odczyt", "pobranie", "na-zajeciach")]

    assert doors == [404, 404, 404]
    assert counted(plan) == (0, 0)


def test_opening_the_page_or_its_print_changes_nothing(
    client: Client, plan: LessonPlan, oskar: User
) -> None:
    client.force_login(oskar)

    client.get(plan.get_absolute_url())
    client.get(f"{plan.get_absolute_url()}druk/")

    assert client.get(f"/bank/{plan.pk}/odczyt/").status_code == 405
    assert not UseDay.objects.exists()


def test_script_is_stopped(
    client: Client, plan: LessonPlan, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"count_use": "3/h/key"}

    answers = [read(client, plan) for _ in range(5)]

    assert answers == [204, 204, 204, 429, 429]
    assert counted(plan) == (1, 0)


def test_nothing_kept_names_anybody(
    client: Client, plan: LessonPlan, oskar: User
) -> None:
    client.force_login(oskar)
    read(client, plan)

    [row] = UseDay.objects.all()
    marks = vars(caches["marks"])["_cache"]

    assert {each.attname for each in row._meta.fields} == {
        *("id", "material_id", "day", "reads", "uses")
    }
    assert not any(
        f"user:{oskar.pk}" in f"{key}{value!r}" for key, value in marks.items()
    )


def test_yesterdays_mark_does_not_hold_today(plan: LessonPlan, oskar: User) -> None:
    for day in (TODAY, TODAY, TODAY + timedelta(days=1)):
        count_read(plan, reader=oskar, who="user:1", today=day)

    assert [row.reads for row in UseDay.objects.order_by("day")] == [1, 1]


def test_day_is_that_of_our_clocks(client: Client, plan: LessonPlan) -> None:
    # Half past midnight in Warsaw, still the day before in Greenwich.
    night = datetime(2026, 7, 1, 0, 30, tzinfo=ZoneInfo("Europe/Warsaw"))
    with mock.patch.object(timezone, "now", return_value=night):
        read(client, plan)

    assert UseDay.objects.get().day == date(2026, 7, 1)


def test_failed_write_is_not_remembered_as_counted(
    plan: LessonPlan, oskar: User
) -> None:
    with (
        mock.patch("bank.actions.counting.add_to_day", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        count_use(plan, reader=oskar, who="user:1", today=TODAY)

    assert count_use(plan, reader=oskar, who="user:1", today=TODAY)


def test_author_and_moderators_see_the_school_year_and_others_nothing(
    client: Client, plan: LessonPlan, maria: User, oskar: User, renata: User
) -> None:
    today = timezone.localdate()
    add_to_day(plan.pk, today, reads=22, uses=5)
    add_to_day(plan.pk, today - timedelta(days=400), reads=100)

    protect(renata)
    seen = []
    for person in (maria, renata, oskar):
        client.force_login(person)
        page = client.get(plan.get_absolute_url()).content.decode()
        seen.append("22 odczyty, 5 zastosowań" in page)

    assert seen == [True, True, False]
