"""Numbers and dates from–to in the address of the results page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from search.engines.base import PUBLISHED, Range
from search.sources import measures

FIRST, LAST = "_od", "_do"
_MOST_DIGITS = 9
_LONGEST_DATE = len("31.12.2026")
# No end of a day in these years is beyond what an index can hold.
_YEARS = range(1971, 2200)

End = int | date
Span = tuple[End | None, End | None]


@dataclass(frozen=True, slots=True)
class RangeField:
    """A range that an address may hold: `<name>_od` and `<name>_do`.

    `key` is a measure's, or `PUBLISHED` for days.
    """

    key: str
    name: str
    label: str

    @property
    def is_date(self) -> bool:
        return self.key == PUBLISHED


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ranges by the key of their field; what could not be read, by its parameter."""

    spans: Mapping[str, Span]
    misread: Mapping[str, str]


def range_fields() -> list[RangeField]:
    """Name every range on offer: of measures that have one, and of days."""
    found = [
        RangeField(each.key, each.range_name, each.label)
        for each in measures().values()
        if each.range_name
    ]
    return [*found, RangeField(PUBLISHED, "data", gettext("Date of publication"))]


def read_ranges(data: QueryDict) -> Ranges:
    """Read what an address says; ends the wrong way round are put right."""
    spans: dict[str, Span] = {}
    misread: dict[str, str] = {}
    for field in range_fields():
        ends: list[End | None] = []
        for name in (field.name + FIRST, field.name + LAST):
            typed = data.get(name, "").replace("\0", "").strip()
            end = read_end(field, typed)
            ends.append(end)
            if typed and end is None:
                misread[name] = typed[: 2 * _LONGEST_DATE]
        first, last = ends
        if first is not None or last is not None:
            spans[field.key] = in_order(first, last)
    return Ranges(spans, misread)


def range_parameters(spans: Mapping[str, Span]) -> Iterator[tuple[str, str]]:
    """Write ranges as an address holds them."""
    for field, ends in used(spans):
        for suffix, end in zip((FIRST, LAST), ends, strict=True):
            if end is not None:
                yield field.name + suffix, str(end)


def used(spans: Mapping[str, Span]) -> list[tuple[RangeField, Span]]:
    """Name the ranges in use; a page asks for every address on it."""
    if not spans:
        return []
    return [(each, spans[each.key]) for each in range_fields() if each.key in spans]


def bounds(spans: Mapping[str, Span]) -> dict[str, Range]:
    """Give ranges as engines understand them: a day as its first or last second."""
    return {key: (_start(first), _end(last)) for key, (first, last) in spans.items()}


def said(field: RangeField, span: Span) -> str:
    """Put a range in words."""
    first, last = (_shown(end) for end in span)
    words = {"label": field.label, "first": first, "last": last}
    if not last:
        return gettext("%(label)s: from %(first)s") % words
    if not first:
        return gettext("%(label)s: up to %(last)s") % words
    return gettext("%(label)s: %(first)s to %(last)s") % words


def read_end(field: RangeField, typed: str) -> End | None:
    """Read one end of a range, or nothing."""
    return _read_date(typed) if field.is_date else _read_number(typed)


def in_order(first: End | None, last: End | None) -> Span:
    """Put ends right that stand the wrong way round."""
    low, high = _start(first), _start(last)
    if low is not None and high is not None and low > high:
        return last, first
    return first, last


def _shown(end: End | None) -> str:
    if isinstance(end, date):
        return date_format(end, "d.m.Y")
    return "" if end is None else str(end)


def _read_number(typed: str) -> int | None:
    plain = typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS
    return int(typed) if plain else None


def _read_date(typed: str) -> date | None:
    """Read a day as browsers write it, or as people do: 31.12.2026."""
    if not typed.isascii() or len(typed) > _LONGEST_DATE:
        return None
    parts = typed.split("-") if "-" in typed else typed.split(".")[::-1]
    try:
        year, month, day = map(int, parts)
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _start(end: End | None) -> int | None:
    return _midnight(end) if isinstance(end, date) else end


def _end(end: End | None) -> int | None:
    if isinstance(end, date):
        return _midnight(end + timedelta(days=1)) - 1
    return end


def _midnight(day: date) -> int:
    return int(timezone.make_aware(datetime.combine(day, time.min)).timestamp())
