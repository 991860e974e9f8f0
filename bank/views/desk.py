"""The review desk: what waits, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.audit import record
from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest, download
from accounts.models import AuditVerb
from accounts.roles import Role
from bank.exports.queue import table_of_queue
from bank.models import Material, ReviewAssignment, ReviewState, Subject
from bank.sheet import facts_of
from bank.waiting_time import days_waited, typical_wait

PAGE_SIZE = 20
SHOWN = ("wszystkie", "moje", "wolne")


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    is_current: bool
    count: int | None


@dataclass(frozen=True)
class Waiting:
    """A review in the queue, decided for `bank/partials/waiting.html`."""

    review: ReviewAssignment
    facts: list[str]
    waits: str
    is_mine: bool
    is_late: bool


@role_required(Role.MODERATOR)
@require_safe
def desk(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List what waits for review, the longest waiting first."""
    visible = ReviewAssignment.objects.visible_to(request.user)
    queue = visible.for_desk().select_related("material__license")
    subject = request.GET.get("przedmiot", "").replace("\x00", "")
    if subject:
        queue = queue.filter(material__subjects__code=subject)
    shown = request.GET.get("pokaz", "")
    shown = shown if shown in SHOWN else SHOWN[0]
    counts = _counts(queue, request)
    paginator = Paginator(_part(queue, shown, request), PAGE_SIZE)
    paginator.count = counts[shown]  # known already, so not asked again
    page = paginator.get_page(request.GET.get("strona"))
    context = {
        "page": page,
        "waiting": [_waiting(review, request) for review in page],
        "tabs": _tabs(counts, shown, subject),
        "subjects": Subject.objects.all(),
        "subject": subject,
        "shown": shown,
        "query": "&" + urlencode({"pokaz": shown, "przedmiot": subject}),
        "own": _own_waiting(request),
        "typical": typical_wait(),
        "trail": [(_("Bank"), "/bank/"), (_("Review desk"), "")],
    }
    return render(request, "bank/desk.html", context)


@role_required(Role.MODERATOR)
@require_POST
@transaction.atomic
def queue_table(request: AuthenticatedHttpRequest, extension: str) -> HttpResponse:
    """Give the whole queue as a file; it names people, so the log remembers it."""
    queue = ReviewAssignment.objects.visible_to(request.user).for_desk()
    response = download(table_of_queue(queue), extension)
    record(AuditVerb.TABLE_DOWNLOADED, actor=request.user, detail=request.path)
    return response


def _part(
    queue: QuerySet[ReviewAssignment], shown: str, request: AuthenticatedHttpRequest
) -> QuerySet[ReviewAssignment]:
    if shown == "moje":
        return queue.filter(reviewer=request.user)
    return queue.filter(reviewer=None) if shown == "wolne" else queue


def _counts(
    queue: QuerySet[ReviewAssignment], request: AuthenticatedHttpRequest
) -> dict[str, int]:
    """Count every part of the queue in one query."""
    counts: dict[str, int] = queue.aggregate(
        wszystkie=Count("pk"),
        moje=Count("pk", filter=Q(reviewer=request.user)),
        wolne=Count("pk", filter=Q(reviewer=None)),
    )
    return counts


def _tabs(counts: dict[str, int], shown: str, subject: str) -> list[Tab]:
    labels = {
        "wszystkie": _("All waiting"),
        "moje": _("Taken by me"),
        "wolne": _("Not taken"),
    }
    tail = "&" + urlencode({"przedmiot": subject}) if subject else ""
    return [
        Tab(labels[key], f"?pokaz={key}{tail}", key == shown, count)
        for key, count in counts.items()
    ]


def _waiting(review: ReviewAssignment, request: AuthenticatedHttpRequest) -> Waiting:
    return Waiting(
        review=review,
        facts=facts_of(review.material),
        waits=days_waited(review),
        is_mine=review.reviewer_id == request.user.pk,
        is_late=review.is_overdue,
    )


def _own_waiting(request: AuthenticatedHttpRequest) -> int:
    """Count what waits that this moderator wrote, and so may not review."""
    waiting = Material.objects.filter(review_state=ReviewState.WAITING)
    return waiting.written_by(request.user).count()
