"""One review: reading the text, noting, publishing or sending back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest
from accounts.roles import Role
from bank.actions import review as actions
from bank.exceptions import (
    AlreadyClaimed,
    BankError,
    NotAllowed,
    ReasonMissing,
    StaleVersion,
    VisibilityTooWide,
    WrongState,
)
from bank.forms.review import ReviewForm, initial_review
from bank.models import Material, ReviewAssignment
from bank.sheet import sheet_of
from bank.versions import changes_between
from bank.views.doors import posted
from bank.views.fetching import latest_text


def _found(request: AuthenticatedHttpRequest, pk: int) -> ReviewAssignment:
    """Load a review this moderator may see: never of what they wrote."""
    mine = ReviewAssignment.objects.visible_to(request.user)
    return get_object_or_404(mine.select_related("reviewer"), pk=pk)


@role_required(Role.MODERATOR)
@require_safe
def review(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the text under review, what changed and the decision."""
    asked = ReviewAssignment.objects.select_related("reviewer")
    return _show(request, get_object_or_404(asked, pk=pk))


def _show(
    request: AuthenticatedHttpRequest,
    found: ReviewAssignment,
    form: ReviewForm | None = None,
) -> HttpResponse:
    """Show the text while it waits; after the decision it is the authors' again."""
    material = Material.objects.for_detail().get(pk=found.material_id)
    text = latest_text(material)
    if any(each.is_written_by(request.user) for each in (material, text)):
        return render(request, "bank/review_own.html", status=403)
    if form is not None:
        found.refresh_from_db(fields=["decided_at"])
    if found.decided_at is not None:
        return _show_finished(request, form)
    initial = initial_review(found, version=material.edit_version)
    context = {
        "review": found,
        "sheet": sheet_of(text),
        "material": material,
        "changes": changes_between(material.specific, text) if material.live else [],
        "form": form or ReviewForm(initial=initial),
        "is_mine": found.reviewer_id == request.user.pk,
        "trail": [(_("Review desk"), "/recenzje/"), (str(text), "")],
    }
    return render(request, "bank/review.html", context)


def _show_finished(
    request: AuthenticatedHttpRequest, form: ReviewForm | None
) -> HttpResponse:
    """Say that the decision has fallen; what was typed stays to be copied."""
    if form is None:
        messages.info(request, _("This review is finished."))
        return redirect("bank:review_desk")
    return render(request, "bank/review_finished.html", {"form": form}, status=409)


@role_required(Role.MODERATOR)
@posted("bank:review")
def claim(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take the review."""
    found = _found(request, pk)
    try:
        actions.claim(found.material, by=request.user)
    except BankError as error:
        return _refused(request, error)
    return redirect("bank:review", pk)


@role_required(Role.MODERATOR)
@posted("bank:review")
def release(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Give the review back to the queue."""
    found = _found(request, pk)
    try:
        actions.release(found.material, by=request.user)
    except BankError as error:
        return _refused(request, error)
    messages.success(request, _("Given back to the queue."))
    return redirect("bank:review_desk")


@role_required(Role.MODERATOR)
@posted("bank:review")
def notes(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Keep the notes and the scores."""
    found = _found(request, pk)
    form = ReviewForm(request.POST)
    try:
        if not _noted(form, found, request):
            return _show(request, found, form)
    except BankError as error:
        return _refused(request, error, found, form)
    messages.success(request, _("The notes are saved."))
    return redirect("bank:review", pk)


@role_required(Role.MODERATOR)
@posted("bank:review")
def publish(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Publish the very text that was read."""
    found = _found(request, pk)
    form = ReviewForm(request.POST)
    try:
        if not _noted(form, found, request):
            return _show(request, found, form)
        version = form.cleaned_data["version"]
        published = actions.publish(found.material, by=request.user, version=version)
    except VisibilityTooWide:
        form.add_error(None, _("The licence or the rights do not let it be so public."))
        return _show(request, found, form)
    except BankError as error:
        return _refused(request, error, found, form)
    messages.success(request, _("Published. The authors have been told."))
    return redirect(published)


@role_required(Role.MODERATOR)
@posted("bank:review")
def send_back(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask the authors to improve the text, saying why."""
    found = _found(request, pk)
    form = ReviewForm(request.POST)
    try:
        if not _noted(form, found, request):
            return _show(request, found, form)
        reason, version = form.cleaned_data["reason"], form.cleaned_data["version"]
        by = request.user
        actions.send_back(found.material, by=by, reason=reason, version=version)
    except ReasonMissing:
        form.add_error("reason", _("Say what to improve: the authors need it."))
        return _show(request, found, form)
    except BankError as error:
        return _refused(request, error, found, form)
    messages.success(request, _("Sent back. The authors have been told why."))
    return redirect("bank:review_desk")


def _noted(
    form: ReviewForm, found: ReviewAssignment, request: AuthenticatedHttpRequest
) -> bool:
    """Save the notes first, so that no decision loses them."""
    if not form.is_valid():
        return False
    try:
        actions.save_notes(
            found.material,
            by=request.user,
            private_notes=form.cleaned_data["private_notes"],
            scores=form.scores(),
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def _words(error: BankError) -> str:
    if isinstance(error, AlreadyClaimed):
        return _("%(name)s is reviewing it now.") % {"name": error.reviewer}
    if isinstance(error, StaleVersion):
        return _("The text has changed since you opened it. Read it again.")
    if isinstance(error, WrongState):
        return _("It no longer waits for review.")
    if isinstance(error, NotAllowed):
        return _("You may not review what you wrote yourself.")
    raise error


def _refused(
    request: AuthenticatedHttpRequest,
    error: BankError,
    found: ReviewAssignment | None = None,
    form: ReviewForm | None = None,
) -> HttpResponse:
    """Say why nothing was done, keeping what was typed."""
    words = _words(error)
    if found is None or form is None:
        messages.error(request, words)
        return redirect("bank:review_desk")
    form.add_error(None, words)
    form.start_from(Material.objects.get(pk=found.material_id).edit_version)
    return _show(request, found, form)
