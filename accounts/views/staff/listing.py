"""The list of the staff: who works here, who is invited, who waits, who has left."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.actions.audit import record
from accounts.actions.invitations import MOST_SENDS
from accounts.exports.staff import staff_table
from accounts.http import AuthenticatedHttpRequest, download
from accounts.models import (
    AuditVerb,
    Institution,
    Invitation,
    JoinRequest,
    RoleAssignment,
    User,
)
from accounts.views.staff.fetching import (
    at_managed_institution,
    decides_on_rights,
    people_of,
    trail_of,
)

PER_PAGE = 50
ACTIVE, INVITED, WAITING, ENDED = "pracuja", "zaproszeni", "czekaja", "zakonczone"


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the four lists; `components/tabs.html` reads it."""

    key: str
    label: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff, and what this reader may do about them."""

    person: User
    roles: str
    is_managed: bool


@at_managed_institution
@require_safe
def staff(request: AuthenticatedHttpRequest, place: Institution) -> HttpResponse:
    """Show one of the four lists, narrowed by what was typed."""
    shown = request.GET.get("pokaz", ACTIVE)
    words = request.GET.get("szukaj", "").replace("\x00", "").strip()[:80]
    counts = _counts(place)
    shown = shown if shown in counts else ACTIVE
    page = _page(request, place, shown, words)
    context = {
        "place": place,
        "trail": trail_of(place),
        "waiting": counts[WAITING] if shown != WAITING else 0,
        "tabs": _tabs(place, counts, shown),
        "shown": shown,
        "words": words,
        "page": page,
        "members": _members(request.user, page, shown),
        "query": f"&pokaz={shown}" + (f"&szukaj={words}" if words else ""),
        "decides": decides_on_rights(request.user, place),
        "most_sends": MOST_SENDS,
    }
    return render(request, "accounts/staff/list.html", context)


@at_managed_institution
@require_safe
@transaction.atomic
def staff_file(
    request: AuthenticatedHttpRequest, place: Institution, extension: str
) -> HttpResponse:
    """Give the staff as a file; that it was taken is an entry of the log."""
    people = _with_roles(people_of(place), place)
    roles = {person.pk: _roles_in_words(person) for person in people}
    invitations = Invitation.objects.open().filter(institution=place)
    response = download(staff_table(place, people, roles, invitations), extension)
    record(
        AuditVerb.TABLE_DOWNLOADED,
        actor=request.user,
        institution=place,
        detail=f"{request.path} {extension}",
    )
    return response


def _counts(place: Institution) -> dict[str, int]:
    """Count the four lists, in three queries."""
    people = people_of(place).aggregate(
        active=Count("pk", filter=Q(is_active=True)),
        ended=Count("pk", filter=Q(is_active=False)),
    )
    return {
        ACTIVE: people["active"],
        INVITED: Invitation.objects.open().filter(institution=place).count(),
        WAITING: JoinRequest.objects.waiting().filter(institution=place).count(),
        ENDED: people["ended"],
    }


def _tabs(place: Institution, counts: dict[str, int], shown: str) -> list[Tab]:
    labels = {
        ACTIVE: _("Working"),
        INVITED: _("Invited"),
        WAITING: _("Waiting"),
        ENDED: _("Ended"),
    }
    address = reverse("staff:list", args=[place.slug])
    return [
        Tab(key, labels[key], count, f"{address}?pokaz={key}", key == shown)
        for key, count in counts.items()
    ]


def _page(
    request: AuthenticatedHttpRequest, place: Institution, shown: str, words: str
) -> Page[Any]:  # of what the list holds: people, invitations or requests
    rows: QuerySet[User] | QuerySet[Invitation] | QuerySet[JoinRequest]
    if shown == INVITED:
        open_here = Invitation.objects.open().filter(institution=place)
        rows = open_here.called(words).select_related("invited_by")
    elif shown == WAITING:
        rows = JoinRequest.objects.waiting().filter(institution=place).called(words)
    else:
        people = people_of(place).filter(is_active=shown == ACTIVE)
        rows = _with_roles(people.named_or_at(words), place)
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("strona"))


def _with_roles(people: QuerySet[User], place: Institution) -> QuerySet[User]:
    """Load the roles held here; one for the gmina, too, where the person works."""
    held = RoleAssignment.objects.current().filter(
        Q(institution=place) | Q(institution__isnull=True)
    )
    return people.prefetch_related(
        Prefetch("role_assignments", held.order_by("role"), to_attr="roles_here")
    )


def _roles_in_words(person: User) -> str:
    held: Iterable[RoleAssignment] = vars(person).get("roles_here", ())
    return ", ".join(dict.fromkeys(each.get_role_display() for each in held))


def _members(user: User, page: Page[Any], shown: str) -> list[Member]:
    """Say of each person on the page what may be done, in one query for all."""
    if shown not in {ACTIVE, ENDED}:
        return []
    people = [person for person in page.object_list if isinstance(person, User)]
    asked = User.objects.filter(pk__in=[person.pk for person in people])
    managed = set(asked.managed_by(user).values_list("pk", flat=True))
    return [
        Member(
            person,
            _roles_in_words(person),
            person.pk in managed,
        )
        for person in people
    ]
