"""Bars by month, laid out on the server: the template only draws rectangles."""

from dataclasses import dataclass
from typing import Final

from django.utils.formats import date_format

from home.panel.months import Month

WIDTH: Final = 360
HEIGHT: Final = 150
_TOP: Final = 18
_BASE: Final = 126
_SHARE: Final = 0.62  # of a month's place that its bar takes


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    middle: float
    value: int
    short: str

    @property
    def value_y(self) -> float:
        return round(self.y - 5, 1)


@dataclass(frozen=True)
class Chart:
    """Everything `components/bar_chart.html` draws."""

    bars: list[Bar]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = _BASE
    label_y: int = HEIGHT - 8

    @property
    def is_empty(self) -> bool:
        return not any(bar.value for bar in self.bars)


def chart_of(counts: dict[Month, int]) -> Chart:
    """Lay out one bar a month; the highest fills the height."""
    highest = max(counts.values(), default=0) or 1
    place = WIDTH / max(len(counts), 1)
    width = min(place * _SHARE, 34)
    bars = []
    for number, (month, value) in enumerate(counts.items()):
        height = round((_BASE - _TOP) * value / highest, 1)
        middle = round(place * (number + 0.5), 1)
        bars.append(
            Bar(
                x=round(middle - width / 2, 1),
                y=round(_BASE - height, 1),
                width=round(width, 1),
                height=height,
                middle=middle,
                value=value,
                short=date_format(month.first_day, "b"),
            )
        )
    return Chart(bars)
