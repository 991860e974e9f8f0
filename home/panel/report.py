"""What one institution did, month by month; people are counted, never listed."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from accounts.models import Institution, User
from accounts.roles import Role
from bank.models import EventKind, Material, MaterialEvent, ReviewAssignment
from bank.school_year import SchoolYear
from home.models.news import institutions_headed_by
from home.panel.months import Month, count_by_month, months_of, within_year
from network.models import MemberState, Network, NetworkStatus, Post

WAITING_SHOWN = 20
_READERS = (Role.OFFICE, Role.ADMINISTRATOR, Role.OBSERVER)


@dataclass(frozen=True)
class MonthRow:
    month: Month
    published: int
    submitted: int
    active: int
    posts: int


def may_read_report(user: User, place: Institution) -> bool:
    """Say whether `user` heads the institution today or answers for all of them."""
    return user.has_role(*_READERS) or place.pk in institutions_headed_by(user)


def month_rows(place: Institution, year: SchoolYear) -> list[MonthRow]:
    """Count by month, the newest first; three queries."""
    months = months_of(year, today=timezone.localdate())
    published = count_by_month(
        Material.objects.published().filter(institution=place),
        "first_published_at",
        months,
    )
    posts, writers = _by_month(
        Post.objects.standing().filter(author__institution=place),
        ("created_at", "author"),
        year,
    )
    submitted, workers = _by_month(
        MaterialEvent.objects.filter(actor__institution=place),
        ("at", "actor"),
        year,
        counted=Q(kind=EventKind.SUBMITTED),
    )
    rows = [
        MonthRow(
            month=month,
            published=published[month],
            submitted=submitted[month],
            active=len(writers[month] | workers[month]),
            posts=posts[month],
        )
        for month in months
    ]
    return rows[::-1]


def _by_month(
    rows: QuerySet[Post] | QuerySet[MaterialEvent],
    fields: tuple[str, str],
    year: SchoolYear,
    *,
    counted: Q | None = None,
) -> tuple[dict[Month, int], dict[Month, set[int]]]:
    """Count rows by month, and gather who did them; one query."""
    moment, who = fields
    found = (
        rows.filter(within_year(year, moment))
        .order_by()
        .annotate(month=TruncMonth(moment))
        .values_list("month", who)
        .annotate(number=Count("pk", filter=counted))
    )
    numbers: dict[Month, int] = defaultdict(int)
    people: dict[Month, set[int]] = defaultdict(set)
    for first, person, number in found:
        month = Month(timezone.localtime(first).date())
        numbers[month] += number
        people[month].add(person)
    return numbers, people


def networks_with(place: Institution) -> list[Network]:
    """Working networks in which the institution takes part, with `from_here`."""
    belongs = Q(
        memberships__state=MemberState.ACTIVE,
        memberships__user__is_active=True,
        memberships__user__institution=place,
    )
    found = Network.objects.filter(belongs, status=NetworkStatus.ACTIVE)
    return list(found.annotate(from_here=Count("memberships")).order_by("name"))


def waiting_from(place: Institution) -> list[ReviewAssignment]:
    """What waits for a moderator: kind and time only, for drafts are their authors'."""
    waiting = ReviewAssignment.objects.open().filter(material__institution=place)
    return list(
        waiting.select_related("material")
        .only("submitted_at", "due_on", "decided_at", "material__kind")
        .order_by("submitted_at", "pk")[:WAITING_SHOWN]
    )
