"""Counting how searches end, and keeping words that enough people typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.marks import take_mark
from search.models import (
    ENOUGH,
    LAST_PLACE,
    Ending,
    EndingDay,
    UnmetMark,
    UnmetQuery,
    UnmetWeek,
)
from search.models.endings import UnmetQuerySet
from search.watching import Watched, is_personal

# A guest is not told from another, so all of them are one voice.
GUEST: Final = "guest"
RARE_KEPT: Final = timedelta(days=30)
WORDS_KEPT: Final = timedelta(days=365)
NUMBERS_KEPT: Final = timedelta(days=730)


def note_ending(
    watched: Watched, *, place: int | None, who: str, voice: str, today: date
) -> None:
    """Count how a search ended: `place` of the hit opened on its page, or None.

    `who` is marked for the day and forgotten with it; `voice` is an account or
    `GUEST`, and only a seal of it with these very words is kept.
    """
    ending = _ending(watched, place)
    if not take_mark(who, "search", watched.tab, watched.text, ending, day=today):
        return
    at = min(watched.before + (place or 0), LAST_PLACE)
    _note(watched, ending, at if ending == Ending.OPENED else 0, voice, today)


def _ending(watched: Watched, place: int | None) -> Ending:
    if not watched.total:
        return Ending.NOTHING
    return Ending.OPENED if place and place <= watched.shown else Ending.LEFT


@transaction.atomic
def _note(
    watched: Watched, ending: Ending, place: int, voice: str, today: date
) -> None:
    _add_to_day(today, ending, place)
    text = watched.text
    if ending != Ending.OPENED and text and not is_personal(text):
        _note_unmet(watched, ending, voice, today)


def _add_to_day(day: date, ending: Ending, place: int) -> None:
    """Add one to a row of the day; the first of many at once makes it."""
    row = EndingDay.objects.filter(day=day, ending=ending, place=place)
    if not row.update(number=F("number") + 1):
        empty = EndingDay(day=day, ending=ending, place=place)
        EndingDay.objects.bulk_create([empty], ignore_conflicts=True)
        row.update(number=F("number") + 1)


def _note_unmet(watched: Watched, ending: Ending, voice: str, today: date) -> None:
    """Count it once a day for each voice, and keep the words once there are enough."""
    seal = _sealed("search.unmet", watched.tab, watched.text)
    query, _made = UnmetQuery.objects.get_or_create(
        seal=seal, defaults={"tab": watched.tab, "first_on": today, "last_on": today}
    )
    # Against somebody who marks it as handled, or forgets it, at this moment.
    locked = UnmetQuery.objects.select_for_update().filter(pk=query.pk).first()
    if locked is None:
        return
    mark, is_new = UnmetMark.objects.get_or_create(
        query=locked,
        mark=_sealed("search.unmet.mark", voice, seal),
        defaults={"last_on": today},
    )
    if not is_new:
        earlier = UnmetMark.objects.filter(pk=mark.pk, last_on__lt=today)
        if not earlier.update(last_on=today):
            return
    locked.people += is_new
    locked.occasions += 1
    locked.last_on = today
    if locked.people >= ENOUGH and locked.occasions >= ENOUGH:
        locked.text = watched.text
    locked.save(update_fields=["people", "occasions", "last_on", "text"])
    _add_to_week(locked, ending, today)


def _add_to_week(query: UnmetQuery, ending: Ending, today: date) -> None:
    monday = today - timedelta(days=today.weekday())
    week, _made = UnmetWeek.objects.get_or_create(query=query, monday=monday)
    field = str(ending.value)
    UnmetWeek.objects.filter(pk=week.pk).update(**{field: F(field) + 1})


def _sealed(salt: str, *parts: str) -> str:
    return salted_hmac(salt, "\0".join(parts), algorithm="sha256").hexdigest()


@transaction.atomic
def mark_handled(query: UnmetQuery) -> None:
    """Take it off the report; it comes back when enough people type it again."""
    _delete(UnmetQuery.objects.filter(pk=query.pk))


def _delete(queries: UnmetQuerySet) -> None:
    """Lock before what hangs on them goes: counting locks in that order, too."""
    list(queries.select_for_update().order_by("pk").values_list("pk"))
    queries.delete()


@transaction.atomic
def forget_old_endings(today: date | None = None) -> None:
    """Delete what is too rare to be read, too old to matter, and marks of the past."""
    now = today or timezone.localdate()
    _delete(UnmetQuery.objects.rare().filter(first_on__lt=now - RARE_KEPT))
    _delete(UnmetQuery.objects.filter(last_on__lt=now - WORDS_KEPT))
    UnmetWeek.objects.filter(monday__lt=now - WORDS_KEPT).delete()
    UnmetMark.objects.filter(last_on__lt=now - RARE_KEPT).delete()
    EndingDay.objects.filter(day__lt=now - NUMBERS_KEPT).delete()
