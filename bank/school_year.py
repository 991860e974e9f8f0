"""The school year as a value: 1 September to 31 August."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_LABEL = re.compile(r"(\d{4})/(\d{4})")
_FIRST_MONTH = 9


@dataclass(frozen=True, order=True, slots=True)
class SchoolYear:
    """A school year, known by the calendar year in which it starts."""

    start: int

    @classmethod
    def containing(cls, day: date) -> SchoolYear:
        return cls(day.year if day.month >= _FIRST_MONTH else day.year - 1)

    @classmethod
    def parse(cls, label: str) -> SchoolYear:
        """Read „2026/2027”; raises `ValueError` for anything else."""
        match = _LABEL.fullmatch(label.strip())
        if not match or int(match[2]) != int(match[1]) + 1:
            raise ValueError(label)
        return cls(int(match[1]))

    @property
    def first_day(self) -> date:
        return date(self.start, _FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, _FIRST_MONTH - 1, 31)

    @property
    def next(self) -> SchoolYear:
        return SchoolYear(self.start + 1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return f"{self.start}/{self.start + 1}"
