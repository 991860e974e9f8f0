"""Ranges typed in a query: „czas:45”, „czas:20-45”, „od:1.09.2025”, „do:2026-06-30”."""

from collections.abc import Mapping

from search.engines.base import PUBLISHED, Range
from search.query import Condition
from search.ranges import RangeField, Span, in_order, range_fields, read_end

# Names before a colon: the first and the last day of publication.
_FROM, _TO = "od", "do"
_DASHES = str.maketrans("–−", "--")


def range_names() -> frozenset[str]:
    """Name the ranges that may stand before a colon."""
    return frozenset({_FROM, _TO, *(field.name for field in _of_numbers())})


def typed_range(typed: Condition) -> tuple[RangeField, Span] | None:
    """Read one range; nothing when it is none, or is said to be left out."""
    if typed.sign == "-":
        return None
    if typed.name in {_FROM, _TO}:
        return _of_days(typed)
    for field in _of_numbers():
        if field.name == typed.name:
            return _between(field, typed.value.translate(_DASHES))
    return None


def joined(some: Mapping[str, Range], others: Mapping[str, Range]) -> dict[str, Range]:
    """Keep what lies in both."""
    found = dict(some)
    for key, (least, most) in others.items():
        low, high = found.get(key, (None, None))
        found[key] = (
            max((each for each in (low, least) if each is not None), default=None),
            min((each for each in (high, most) if each is not None), default=None),
        )
    return found


def _of_numbers() -> list[RangeField]:
    return [field for field in range_fields() if not field.is_date]


def _of_days(typed: Condition) -> tuple[RangeField, Span] | None:
    field = next(each for each in range_fields() if each.key == PUBLISHED)
    day = read_end(field, typed.value)
    if day is None:
        return None
    return field, ((day, None) if typed.name == _FROM else (None, day))


def _between(field: RangeField, typed: str) -> tuple[RangeField, Span] | None:
    """Read „20-45”, „20-”, „-45”, or one number for just that."""
    first, dash, last = (each.strip() for each in typed.partition("-"))
    ends = [read_end(field, each) if each else None for each in (first, last)]
    if any(text and end is None for text, end in zip((first, last), ends, strict=True)):
        return None
    low, high = ends if dash else (ends[0], ends[0])
    return (field, in_order(low, high)) if low is not None or high is not None else None
