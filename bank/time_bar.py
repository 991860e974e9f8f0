"""The minutes of a lesson as a row of rectangles, a thousand units wide."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

WIDTH = 1000
GAP = 4


@dataclass(frozen=True)
class Part:
    kind: str
    x: int
    width: int


@dataclass(frozen=True)
class TimeBar:
    """What `components/time_bar.html` draws."""

    parts: tuple[Part, ...]
    label: str


def time_bar(minutes: Sequence[int], *, declared: int | None) -> TimeBar | None:
    """Draw the steps against the declared time; nothing without any minutes."""
    minutes = [value for value in minutes if value > 0]
    planned = sum(minutes)
    whole = max(planned, declared or 0)
    if not planned:
        return None
    parts, start = [], 0
    for value in minutes:
        over = declared is not None and start + value > declared
        parts.append(_part("over" if over else "part", start, value, whole))
        start += value
    if start < whole:
        parts.append(_part("free", start, whole - start, whole))
    label = _("%(planned)d minutes divided into: %(minutes)s") % {
        "planned": planned,
        "minutes": ", ".join(str(value) for value in minutes),
    }
    return TimeBar(tuple(parts), label)


def _part(kind: str, start: int, value: int, whole: int) -> Part:
    left = round(start * WIDTH / whole)
    right = round((start + value) * WIDTH / whole)
    return Part(kind, left, max(1, right - left - GAP))
