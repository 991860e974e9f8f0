"""What each institution brings: one question to the database for each column."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Institution, InstitutionKind, User
from bank.models import Material, MaterialEvent, ReviewState
from bank.school_year import SchoolYear
from home.panel.months import Month, count_by_month, months_of, within_year
from network.models import Membership, NetworkStatus, Post

RECENT: Final = timedelta(days=30)


@dataclass(frozen=True)
class Place:
    """One line of the table."""

    institution: Institution
    published: int
    waiting: int
    members: int
    active: int
    last: datetime | None


@dataclass(frozen=True)
class Totals:
    published: int
    waiting: int
    members: int
    active: int


SORTED_BY: Final[dict[str, Callable[[Place], object]]] = {
    "nazwa": lambda place: _folded(place.institution.name),
    "opublikowane": lambda place: place.published,
    "czekaja": lambda place: place.waiting,
    "sieci": lambda place: place.members,
    "czynni": lambda place: place.active,
    "ostatnio": lambda place: place.last.timestamp() if place.last else 0,
}
_ALPHABET: Final = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"


def places(kind: str, year: SchoolYear | None) -> list[Place]:
    """Count for every institution of `kind`, or of any; the office teaches nobody."""
    institutions = Institution.objects.exclude(kind=InstitutionKind.OFFICE)
    if kind:
        institutions = institutions.filter(kind=kind)
    published = _published(year)
    waiting = _waiting()
    members = _members(year)
    active = active_people()
    last = _last_activity()
    return [
        Place(
            institution=each,
            published=published.get(each.pk, 0),
            waiting=waiting.get(each.pk, 0),
            members=members.get(each.pk, 0),
            active=active.get(each.pk, 0),
            last=last.get(each.pk),
        )
        for each in institutions
    ]


def totals(rows: list[Place]) -> Totals:
    return Totals(
        published=sum(row.published for row in rows),
        waiting=sum(row.waiting for row in rows),
        members=sum(row.members for row in rows),
        active=sum(row.active for row in rows),
    )


def in_order(rows: list[Place], key: str, *, descending: bool) -> list[Place]:
    """Sort by a column; those alike by name."""
    by_name = sorted(rows, key=lambda place: _folded(place.institution.name))
    return sorted(by_name, key=SORTED_BY[key], reverse=descending)  # type: ignore[arg-type]  # each column compares with itself


def _folded(name: str) -> list[tuple[int, str]]:
    """Order as the Polish alphabet does; databases do not agree on it."""
    return [(_ALPHABET.find(letter), letter) for letter in name.lower()]


def published_by_month(kind: str, year: SchoolYear) -> dict[Month, int]:
    """Count what the same institutions published, by month; one query."""
    rows = Material.objects.published().exclude(institution=None)
    rows = rows.exclude(institution__kind=InstitutionKind.OFFICE)
    if kind:
        rows = rows.filter(institution__kind=kind)
    months = months_of(year, today=timezone.localdate())
    return count_by_month(rows, "first_published_at", months)


def _published(year: SchoolYear | None) -> dict[int, int]:
    rows = Material.objects.published()
    if year:
        rows = rows.filter(within_year(year, "first_published_at"))
    return _by_institution(rows)


def _waiting() -> dict[int, int]:
    return _by_institution(Material.objects.filter(review_state=ReviewState.WAITING))


def _by_institution(rows: QuerySet[Material]) -> dict[int, int]:
    counted = rows.exclude(institution=None).order_by().values_list("institution")
    return dict(counted.annotate(Count("pk")))


def _members(year: SchoolYear | None) -> dict[int, int]:
    """Count people, not memberships: who belongs to three networks is one person."""
    held = Membership.objects.active().filter(network__status=NetworkStatus.ACTIVE)
    if year:
        held = Membership.objects.active().filter(network__starts_in=year.start)
    counted = held.order_by().values_list("user__institution")
    return dict(counted.annotate(Count("user", distinct=True)))


def active_people() -> dict[int, int]:
    """Count people who wrote or worked on a material in the last thirty days."""
    people = User.objects.active().filter(acted_lately())
    counted = people.exclude(institution=None).order_by().values_list("institution")
    return dict(counted.annotate(Count("pk")))


def acted_lately() -> Q:
    """Match people who wrote or worked on a material; reading is not recorded."""
    since = timezone.now() - RECENT
    wrote = Post.objects.filter(author=OuterRef("pk"), created_at__gte=since)
    worked = MaterialEvent.objects.filter(actor=OuterRef("pk"), at__gte=since)
    return Q(Exists(wrote)) | Q(Exists(worked))


def _last_activity() -> dict[int, datetime]:
    """When somebody of an institution last wrote or worked; two queries."""
    found: dict[int, datetime] = {}
    of_posts = Post.objects.exclude(author__institution=None).order_by()
    of_events = MaterialEvent.objects.exclude(
        Q(actor=None) | Q(actor__institution=None)
    ).order_by()
    for pk, moment in (
        *of_posts.values_list("author__institution").annotate(Max("created_at")),
        *of_events.values_list("actor__institution").annotate(Max("at")),
    ):
        found[pk] = max(moment, found.get(pk, moment))
    return found
