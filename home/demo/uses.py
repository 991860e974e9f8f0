"""How often the demonstration's materials were read and used."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import partial
from typing import Final

from django.utils import timezone

from bank.actions.counting import add_to_day, refresh_totals
from bank.models import Material
from home.demo.stage import Stage

# A few are in every staff room, most are found now and then.
_USUAL_DAYS: Final = 8
_MOST_DAYS: Final = 60
_USED_SHARE: Final = 0.22
_SATURDAY: Final = 5


def plan_uses(stage: Stage) -> None:
    stage.plan(partial(_count_everything, stage))


def _count_everything(stage: Stage) -> None:
    published = Material.objects.published()
    chance = random.Random("odczyty")  # noqa: S311  # the same every time
    for material in published.filter(pk__in=_pks(stage)).order_by("pk"):
        first = material.first_published_at or timezone.now()
        _count(material, chance, timezone.localdate(first))
    refresh_totals()


def _pks(stage: Stage) -> list[int]:
    return [material.pk for material in stage.materials.values()]


def _count(material: Material, chance: random.Random, first: date) -> None:
    """Spread readings over school days since it was published."""
    days = _school_days(first, timezone.localdate())
    liked = min(_MOST_DAYS, int(chance.lognormvariate(2.3, 0.8)) + _USUAL_DAYS)
    for day in sorted(chance.sample(days, min(liked, len(days)))):
        reads = chance.randint(1, 4)
        uses = sum(chance.random() < _USED_SHARE for _reader in range(reads))
        add_to_day(material.pk, day, reads=reads, uses=uses)


def _school_days(first: date, last: date) -> list[date]:
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in every if day.weekday() < _SATURDAY]
