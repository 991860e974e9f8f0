"""Figures for those who oversee: the whole gmina, and one institution."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django_stubs_ext import StrPromise

from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest, download
from accounts.models import Institution, InstitutionKind, User
from accounts.roles import Role
from bank.school_year import SchoolYear
from home.panel.chart import chart_of
from home.panel.months import offered_years, year_asked
from home.panel.places import (
    SORTED_BY,
    Place,
    in_order,
    places,
    published_by_month,
    totals,
)
from home.panel.report import (
    may_read_report,
    month_rows,
    networks_with,
    waiting_from,
)
from home.panel.tables import table_of_months, table_of_places

OVERSEERS = (Role.OFFICE, Role.ADMINISTRATOR, Role.OBSERVER)
KINDS = (InstitutionKind.KINDERGARTEN, InstitutionKind.SCHOOL)
_COLUMNS: list[tuple[str, StrPromise]] = [
    ("nazwa", gettext_lazy("Institution")),
    ("opublikowane", gettext_lazy("Published")),
    ("czekaja", gettext_lazy("Waiting for review")),
    ("sieci", gettext_lazy("People in networks")),
    ("czynni", gettext_lazy("Active people, 30 days")),
    ("ostatnio", gettext_lazy("Last activity")),
]


@dataclass(frozen=True)
class Column:
    """A heading that sorts: by itself, or the other way when it already does."""

    key: str
    label: StrPromise
    url: str
    sorted: str

    @property
    def is_number(self) -> bool:
        return self.key not in {"nazwa", "ostatnio"}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; whatever it does not know is left out."""

    kind: str
    year: SchoolYear | None
    column: str
    descending: bool

    @classmethod
    def of(cls, request: AuthenticatedHttpRequest) -> "Asked":
        kind = request.GET.get("rodzaj", "")
        order = request.GET.get("porzadek", "")
        column = order.removeprefix("-")
        known = column in SORTED_BY
        return cls(
            kind=kind if kind in KINDS else "",
            year=year_asked(request.GET.get("rok", ""), timezone.localdate()),
            column=column if known else "nazwa",
            descending=known and order.startswith("-"),
        )

    def query(self, order: str = "") -> str:
        """Write it as an address would."""
        own = f"{'-' if self.descending else ''}{self.column}"
        parts = {
            "rodzaj": self.kind,
            "rok": str(self.year or ""),
            "porzadek": order or own,
        }
        return "?" + urlencode({key: value for key, value in parts.items() if value})

    def columns(self) -> list[Column]:
        return [self._column(key, label) for key, label in _COLUMNS]

    def _column(self, key: str, label: StrPromise) -> Column:
        if key == self.column:
            turned = key if self.descending else f"-{key}"
            now = "descending" if self.descending else "ascending"
            return Column(key, label, self.query(turned), now)
        # Figures are asked for from the greatest, names from A.
        first = key if key == "nazwa" else f"-{key}"
        return Column(key, label, self.query(first), "")

    def rows(self) -> list[Place]:
        found = places(self.kind, self.year)
        return in_order(found, self.column, descending=self.descending)


@role_required(*OVERSEERS)
@require_safe
def panel(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show every institution with its figures, and the gmina month by month."""
    asked = Asked.of(request)
    rows = asked.rows()
    today = timezone.localdate()
    year = asked.year or SchoolYear.containing(today)
    counts = published_by_month(asked.kind, year)
    context = {
        "asked": asked,
        "rows": rows,
        "totals": totals(rows),
        "years": offered_years(today),
        "kinds": [(kind.value, kind.label) for kind in KINDS],
        "chart_year": year,
        "chart": chart_of(counts),
        "counts": counts,
    }
    return render(request, "home/panel.html", context)


@role_required(*OVERSEERS)
@require_safe
def panel_table(request: AuthenticatedHttpRequest, extension: str) -> HttpResponse:
    """Give the table of the panel as a file, filtered and sorted as it is shown."""
    asked = Asked.of(request)
    return download(table_of_places(asked.rows(), asked.year), extension)


@login_required
@require_safe
def report(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Show what one institution did, month by month."""
    place, year = _place_and_year(request, slug)
    rows = month_rows(place, year)
    context = {
        "institution": place,
        "year": year,
        "years": offered_years(timezone.localdate()),
        "query": f"?rok={year}",
        "rows": rows,
        "chart": chart_of({row.month: row.published for row in reversed(rows)}),
        "networks": networks_with(place),
        "waiting": waiting_from(place),
        "people_url": _people_url(request.user, place),
        "trail": [
            (_("Institutions"), reverse("institution_list")),
            (place.short_name, reverse("institution", args=[place.slug])),
            (_("Activity"), ""),
        ],
    }
    return render(request, "home/report.html", context)


@login_required
@require_safe
def report_table(
    request: AuthenticatedHttpRequest, slug: str, extension: str
) -> HttpResponse:
    """Give the months of one institution as a file."""
    place, year = _place_and_year(request, slug)
    return download(table_of_months(place, year, month_rows(place, year)), extension)


def _people_url(user: User, place: Institution) -> str:
    """Where the people of the institution are, for who looks after them."""
    looks_after = place.pk in user.places_of(Role.HEAD, Role.SCHOOL_IT)
    if looks_after or user.is_administrator or user.has_role(Role.OFFICE):
        return reverse("staff:list", args=[place.slug])
    return ""


def _place_and_year(
    request: AuthenticatedHttpRequest, slug: str
) -> tuple[Institution, SchoolYear]:
    """Find the institution; 404 without one, 403 for whom its figures are not."""
    visible = Institution.objects.visible_to(request.user)
    place = get_object_or_404(visible, slug=slug)
    if not may_read_report(request.user, place):
        raise PermissionDenied
    today = timezone.localdate()
    asked = year_asked(request.GET.get("rok", ""), today)
    return place, asked or SchoolYear.containing(today)
