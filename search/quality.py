"""How searches end, as moderators read it: in numbers, by week and by place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce, TruncWeek
from django.utils.translation import gettext as _

from accounts.exports.tables import Table
from search.models import LAST_PLACE, Ending, EndingDay, UnmetWeek
from search.models.endings import week_span
from search.sources import tabs

WEEKS: Final = 8
PLACES_SINCE: Final = timedelta(weeks=4)
FIRST_PLACES: Final = 3
# Places shown together, from and to; the last holds everything further down.
_TOGETHER: Final = ((1, 1), (2, 2), (3, 3), (4, 5), (6, 10), (11, 19), (20, 20))


@dataclass(frozen=True, slots=True)
class Week:
    """How the searches of a week ended."""

    monday: date
    opened: int
    in_first: int
    left: int
    nothing: int

    @property
    def span(self) -> str:
        return week_span(self.monday)

    @property
    def total(self) -> int:
        return self.opened + self.left + self.nothing

    @property
    def opened_share(self) -> int:
        return percent(self.opened, self.total)

    @property
    def first_share(self) -> int:
        return percent(self.in_first, self.opened)

    @property
    def nothing_share(self) -> int:
        return percent(self.nothing, self.total)


@dataclass(frozen=True, slots=True)
class Place:
    """How often hits at these places were opened."""

    label: str
    number: int
    share: int


def weeks(today: date) -> list[Week]:
    """Sum up the last weeks, the newest first; one query."""
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    opened = Q(ending=Ending.OPENED)
    rows = (
        EndingDay.objects.filter(day__gte=first)
        .annotate(monday=TruncWeek("day"))
        .values("monday")
        .annotate(
            opened=_sum(opened),
            in_first=_sum(opened & Q(place__lte=FIRST_PLACES)),
            left=_sum(Q(ending=Ending.LEFT)),
            nothing=_sum(Q(ending=Ending.NOTHING)),
        )
        .order_by("-monday")
    )
    return [Week(**row) for row in rows]


def _sum(which: Q) -> Coalesce:
    return Coalesce(Sum("number", filter=which), 0)


def places(today: date) -> list[Place]:
    """Count at which places results were opened lately; one query."""
    since = EndingDay.objects.filter(day__gt=today - PLACES_SINCE)
    rows = since.filter(ending=Ending.OPENED).values_list("place")
    counts: dict[int, int] = dict(rows.annotate(Sum("number")).order_by())
    opened = sum(counts.values())
    found = []
    for first, last in _TOGETHER if opened else ():
        number = sum(counts.get(place, 0) for place in range(first, last + 1))
        found.append(Place(_label(first, last), number, percent(number, opened)))
    return found


def _label(first: int, last: int) -> str:
    if first == LAST_PLACE:
        return _("%(n)d and further") % {"n": first}
    return str(first) if first == last else f"{first}–{last}"


def percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def where(tab: str) -> str:
    """Name the tab that was looked in; "" for everything and for what is no more."""
    known = tabs().get(tab)
    return str(known.label) if known else ""


def table_of_unmet(rows: Iterable[UnmetWeek]) -> Table:
    """List the report as a table of a spreadsheet."""
    return Table(
        _("searches without an answer"),
        [
            *(_("Week from"), _("Looked for"), _("Where")),
            *(_("Nothing found"), _("Nothing opened"), _("People in all")),
        ],
        (
            (
                *(row.monday, row.query.text, where(row.query.tab)),
                *(row.nothing, row.left, row.query.people),
            )
            for row in rows
        ),
    )
