"""Counting how often materials are read and used; of nobody it is known by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import F, Max, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from accounts.marks import give_back, take_mark
from accounts.models import User
from bank.actions.history import SEARCH_SOURCE
from bank.models import Material, UseDay, UseTotal
from bank.models.use import is_counted
from search.actions import record_change

Field = Literal["reads", "uses"]

YEAR: Final = timedelta(days=365)
# Whoever is among the most read changes place by more than this.
MEANINGFUL: Final = 0.1
_BATCH: Final = 500


def count_read(
    material: Material, *, reader: User | AnonymousUser, who: str, today: date
) -> bool:
    """Count that a published material was read; once a day for each reader."""
    return _count(material, "reads", reader=reader, who=who, today=today)


def count_use(
    material: Material, *, reader: User | AnonymousUser, who: str, today: date
) -> bool:
    """Count that somebody took a material to their lessons; once a day for each.

    Printing, downloading and saying so are one use; so is whatever comes later.
    """
    return _count(material, "uses", reader=reader, who=who, today=today)


def _count(
    material: Material,
    field: Field,
    *,
    reader: User | AnonymousUser,
    who: str,
    today: date,
) -> bool:
    """Add one, unless it is the author's own or was counted; say whether it was."""
    if not is_counted(reader, material):
        return False
    mark = take_mark(who, field, material.pk, day=today)
    if not mark:
        return False
    try:
        add_to_day(material.pk, today, **{field: 1})
    except BaseException:
        give_back(mark)
        raise
    return True


@transaction.atomic
def add_to_day(material_id: int, day: date, *, reads: int = 0, uses: int = 0) -> None:
    """Add to the row of a day; readers racing for the first row all count."""
    row = UseDay.objects.filter(material_id=material_id, day=day)
    more = {"reads": F("reads") + reads, "uses": F("uses") + uses}
    if not row.update(**more):
        empty = UseDay(material_id=material_id, day=day)
        UseDay.objects.bulk_create([empty], ignore_conflicts=True)
        row.update(**more)


@dataclass(frozen=True, slots=True)
class _Sum:
    reads: int
    uses: int


@transaction.atomic
def refresh_totals(today: date | None = None) -> int:
    """Tell search the sums of the last year that changed enough to matter.

    Compared with what it was told last, not with yesterday: small steps add up.
    Return how many changed.
    """
    first = (today or timezone.localdate()) - YEAR
    rows = UseDay.objects.filter(day__gt=first).values_list("material_id")
    now = {
        pk: _Sum(reads, uses)
        for pk, reads, uses in rows.annotate(Sum("reads"), Sum("uses")).order_by()
    }
    told = {each.pk: _Sum(each.reads, each.uses) for each in UseTotal.objects.all()}
    nothing = _Sum(0, 0)
    changed = {
        pk: now.get(pk, nothing)
        for pk in now.keys() | told.keys()
        if _matters(told.get(pk, nothing), now.get(pk, nothing))
    }
    _tell(changed.items())
    return len(changed)


def _matters(before: _Sum, after: _Sum) -> bool:
    pairs = ((before.reads, after.reads), (before.uses, after.uses))
    return any(abs(new - old) > old * MEANINGFUL for old, new in pairs)


def _tell(changed: Iterable[tuple[int, _Sum]]) -> None:
    totals = [
        UseTotal(material_id=pk, reads=each.reads, uses=each.uses)
        for pk, each in sorted(changed)
    ]
    UseTotal.objects.bulk_create(
        totals,
        update_conflicts=True,
        unique_fields=["material"],
        update_fields=["reads", "uses"],
        batch_size=_BATCH,
    )
    record_change(SEARCH_SOURCE, *(total.pk for total in totals))


@transaction.atomic
def fold_old_days(today: date | None = None) -> int:
    """Write each month that ended over a year ago as one row, on its first day.

    Nobody adds to days so old, so the sums hold; twice comes out the same. Return
    how many rows went.
    """
    limit = ((today or timezone.localdate()) - YEAR).replace(day=1)
    old = UseDay.objects.filter(day__lt=limit)
    months = (
        old.annotate(month=TruncMonth("day"))
        .values("material_id", "month")
        .annotate(last=Max("day"), all_reads=Sum("reads"), all_uses=Sum("uses"))
        .filter(last__gt=F("month"))
        .order_by()
    )
    UseDay.objects.bulk_create(
        [
            UseDay(
                material_id=each["material_id"],
                day=each["month"],
                reads=each["all_reads"],
                uses=each["all_uses"],
            )
            for each in months
        ],
        update_conflicts=True,
        unique_fields=["material", "day"],
        update_fields=["reads", "uses"],
        batch_size=_BATCH,
    )
    return old.exclude(day__day=1).delete()[0]
