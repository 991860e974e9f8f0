"""Twenty pages are left at once: every number is right, nothing is doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from search.actions.endings import mark_handled, note_ending
from search.models import EndingDay, UnmetQuery, UnmetWeek
from search.watching import Watched

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 20
TODAY = date(2026, 11, 22)
IN_VAIN = Watched("lutowanie", 0, "", 0)


def at_once(*deeds: Callable[[], object]) -> None:
    def run(deed: Callable[[], object]) -> None:
        try:
            deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        list(pool.map(run, deeds))


def leave(who: str) -> None:
    note_ending(IN_VAIN, place=None, who=who, voice=who, today=TODAY)


def test_twenty_people_are_twenty() -> None:
    at_once(*(lambda who=f"user:{n}": leave(who) for n in range(THREADS)))

    query = UnmetQuery.objects.get()
    assert (query.people, query.occasions, query.text) == (
        THREADS,
        THREADS,
        "lutowanie",
    )
    assert UnmetWeek.objects.get().nothing == THREADS
    assert EndingDay.objects.get().number == THREADS


def test_twenty_pages_of_one_person_are_one() -> None:
    at_once(*[lambda: leave("user:1")] * THREADS)

    assert UnmetQuery.objects.get().occasions == 1
    assert EndingDay.objects.get().number == 1


def test_dealing_with_it_meanwhile_breaks_nothing() -> None:
    for number in range(3):
        leave(f"user:{number}")
    query = UnmetQuery.objects.get()

    at_once(
        lambda: mark_handled(query),
        *(lambda who=f"user:{n}": leave(who) for n in range(10, 16)),
    )

    assert UnmetQuery.objects.count() <= 1
    assert EndingDay.objects.get().number == 9
