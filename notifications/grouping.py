"""The centre's order: by day, and inside a day by place, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from notifications.entries import Entry


@dataclass
class PlaceGroup:
    """What happened in one place on one day."""

    name: str
    url: str
    entries: list[Entry] = field(default_factory=list)


@dataclass
class DayGroup:
    """What happened on one day."""

    day: date
    places: list[PlaceGroup] = field(default_factory=list)


def by_day(entries: Iterable[Entry]) -> list[DayGroup]:
    days: dict[date, dict[str, PlaceGroup]] = {}
    for entry in entries:
        day = timezone.localdate(entry.notification.created_at)
        shown = entry.shown
        place = days.setdefault(day, {}).setdefault(
            shown.place_url or shown.place, PlaceGroup(shown.place, shown.place_url)
        )
        place.entries.append(entry)
    return [DayGroup(day, list(places.values())) for day, places in days.items()]
