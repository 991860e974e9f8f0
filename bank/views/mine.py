"""What this person wrote, and what to do next with each."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from bank.models import AuthorState, Material, ReviewAssignment

PAGE_SIZE = 20


@dataclass(frozen=True)
class Row:
    """A material of the author's, decided for `bank/partials/mine_row.html`."""

    material: Material
    state: AuthorState
    advice: str
    reason: str
    is_editable: bool
    is_discardable: bool


@login_required
@require_safe
def mine(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the materials this person writes, the last changed first."""
    written = Material.objects.written_by(request.user).for_listing()
    materials = written.prefetch_related("reviews").order_by("-changed_at", "-pk")
    page = Paginator(materials, PAGE_SIZE).get_page(request.GET.get("strona"))
    context = {
        "page": page,
        "rows": [_row(material, request.user) for material in page],
        "trail": [(_("Bank"), "/bank/"), (_("My materials"), "")],
    }
    return render(request, "bank/mine.html", context)


def _row(material: Material, user: User) -> Row:
    state = material.author_state
    reviews = sorted(material.reviews.all(), key=lambda review: review.submitted_at)
    last = reviews[-1] if reviews else None
    return Row(
        material=material,
        state=state,
        advice=_advice(state, last),
        reason=_reason(material, state, last),
        is_editable=state not in {AuthorState.WAITING, AuthorState.WITHDRAWN},
        is_discardable=material.owner_id == user.pk and material.was_never_submitted,
    )


def _advice(state: AuthorState, last: ReviewAssignment | None) -> str:
    if state == AuthorState.WAITING and last is not None:
        return _("A moderator will answer by %(date)s. You will be told.") % {
            "date": date_format(last.due_on, "j E Y")
        }
    return {
        AuthorState.DRAFT: _("Finish it and send it for review."),
        AuthorState.WAITING: _("A moderator will answer soon. You will be told."),
        AuthorState.RETURNED: _("Improve what the moderator asks for and send again."),
        AuthorState.PUBLISHED: _("Others can find it. Every change passes a review."),
        AuthorState.WITHDRAWN: _("Others see only that it was here."),
    }[state]


def _reason(
    material: Material, state: AuthorState, last: ReviewAssignment | None
) -> str:
    if state == AuthorState.RETURNED and last is not None:
        return last.public_reason
    return material.withdrawal_reason if state == AuthorState.WITHDRAWN else ""
