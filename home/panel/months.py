"""The months of a school year, and counting moments by them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from bank.school_year import SchoolYear

MONTHS = 12
_DECEMBER = 12
_YEARS_OFFERED = 5


@dataclass(frozen=True, order=True)
class Month:
    first_day: date

    @property
    def next(self) -> "Month":
        day = self.first_day
        if day.month == _DECEMBER:
            return Month(date(day.year + 1, 1, 1))
        return Month(day.replace(month=day.month + 1))

    def within(self, field: str) -> Q:
        """Match moments of this month; a range, so that an index can serve."""
        begins, ends = midnight(self.first_day), midnight(self.next.first_day)
        return Q((f"{field}__gte", begins), (f"{field}__lt", ends))


def months_of(year: SchoolYear, *, today: date) -> list[Month]:
    """Give the months of a school year that have begun."""
    return [month for month in _all_months(year) if month.first_day <= today]


def _all_months(year: SchoolYear) -> Iterator[Month]:
    month = Month(year.first_day)
    for _number in range(MONTHS):
        yield month
        month = month.next


def count_by_month(
    rows: QuerySet[Model], field: str, months: list[Month]
) -> dict[Month, int]:
    """Count rows by the month of `field`; one query, whatever their number."""
    if not months:
        return {}
    counted = rows.filter(
        (f"{field}__gte", midnight(months[0].first_day)),
        (f"{field}__lt", midnight(months[-1].next.first_day)),
    ).aggregate(
        **{
            f"m{number}": Count("pk", filter=month.within(field))
            for number, month in enumerate(months)
        }
    )
    return {month: counted[f"m{number}"] for number, month in enumerate(months)}


def within_year(year: SchoolYear, field: str) -> Q:
    """Match moments of a school year."""
    return Q(
        (f"{field}__gte", midnight(year.first_day)),
        (f"{field}__lt", midnight(year.next.first_day)),
    )


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def offered_years(today: date) -> list[SchoolYear]:
    """Give the school years one may ask about, the current one first."""
    current = SchoolYear.containing(today)
    return [SchoolYear(current.start - back) for back in range(_YEARS_OFFERED)]


def year_asked(text: str, today: date) -> SchoolYear | None:
    """Read „2026/2027”; nothing for what is not offered."""
    return next((year for year in offered_years(today) if str(year) == text), None)
