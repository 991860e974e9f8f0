"""How searches of the demonstration's people ended."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import partial
from typing import Final

from django.utils import timezone

from home.demo.stage import Stage
from search.actions.endings import note_ending
from search.actions.needs import report_need
from search.watching import Watched

# Words, how many results they had, how many people typed them, how many weeks ago.
_UNMET: Final = (
    ("lutowanie", 0, 5, 0),
    ("escape room biologia", 0, 4, 0),
    ("kartkówka logarytmy", 0, 3, 1),
    ("tutoring", 0, 6, 1),
    ("gra terenowa", 7, 4, 0),
    ("karta pracy", 18, 5, 1),
    ("tik na lekcji", 3, 3, 2),
    ("integracja sensoryczna", 0, 3, 3),
)
# What was reported as missing, and how many people did.
_MISSING: Final = (
    ("lutowanie", 4),
    ("escape room biologia", 3),
    ("kodowanie na dywanie", 2),
    ("edukacja finansowa klasa 7", 1),
)
_MOST_ON_A_PAGE: Final = 20
_WEEKS: Final = 6
_SCHOOL_DAYS: Final = 5


def plan_searching(stage: Stage) -> None:
    stage.plan(partial(_search, stage))


def _search(stage: Stage) -> None:
    chance = random.Random("szukanie")  # noqa: S311  # the same every time
    today = timezone.localdate()
    people = [f"user:{person.pk}" for person in stage.people.values()]
    for text, total, times, weeks_ago in _UNMET:
        day = today - timedelta(weeks=weeks_ago)
        watched = Watched(text, total, "", 0)
        for who in people[:times]:
            note_ending(watched, place=None, who=who, voice=who, today=day)
    for text, times in _MISSING:
        for person in list(stage.people.values())[:times]:
            report_need(text, by=person)
    for day in _days(today):
        for number in range(chance.randint(4, 9)):
            _open_something(f"ułamki {number}", people[0], day, chance)


def _days(today: date) -> list[date]:
    every = (today - timedelta(days=n) for n in range(7 * _WEEKS))
    return [day for day in every if day.weekday() < _SCHOOL_DAYS]


def _open_something(text: str, who: str, day: date, chance: random.Random) -> None:
    """Open a result, high on the list for the most part."""
    place = min(_MOST_ON_A_PAGE, 1 + int(chance.expovariate(0.45)))
    watched = Watched(text, _MOST_ON_A_PAGE, "", 0)
    note_ending(watched, place=place, who=who, voice=who, today=day)
