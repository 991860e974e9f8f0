"""A school year: it starts on the first of September and carries two numbers."""

import datetime as dt
from dataclasses import dataclass

FIRST_MONTH = 9


@dataclass(frozen=True, order=True)
class SchoolYear:
    """The year named after the autumn in which it starts."""

    starts_in: int

    def __str__(self) -> str:
        return f"{self.starts_in}/{self.starts_in + 1}"

    @classmethod
    def of(cls, day: dt.date) -> "SchoolYear":
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)
