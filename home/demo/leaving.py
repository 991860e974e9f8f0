"""Somebody whose work will end: prepared and confirmed, so that it can be looked at."""

from datetime import timedelta
from functools import partial

from django.utils import timezone

from accounts.actions import leaving
from accounts.models import User
from home.demo.stage import Stage

LEAVES, PREPARES = "barbara.klonek", "mzo"
_NOTICE = timedelta(days=45)


def plan_leaving(stage: Stage) -> None:
    """Let the office prepare the leaving of a coordinator, who goes in some weeks."""
    person, by = stage.people[LEAVES], stage.people[PREPARES]
    stage.plan(partial(_prepare, person, by), days=1)


def _prepare(person: User, by: User) -> None:
    day = timezone.localdate() + _NOTICE
    departure = leaving.begin_departure(person, by=by, last_day=day)
    chosen = {
        (duty.key, held.key): next(iter(duty.candidates(held, by)), None)
        for duty, held in leaving.everything_held_by(person)
    }
    leaving.choose_successors(departure, by=by, chosen=chosen)
    leaving.confirm_departure(departure, by=by)
