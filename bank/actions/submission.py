"""The author's side of review: sending in and taking back."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import WorkflowState

from accounts.models import User
from bank.actions.drafts import newest_text
from bank.actions.history import SEARCH_SOURCE, record
from bank.actions.locking import take
from bank.actions.telling import tell_moderators
from bank.exceptions import (
    DraftConflict,
    NotAllowed,
    NotComplete,
    RightsNotConfirmed,
    VisibilityTooWide,
)
from bank.models import EventKind, Material, ReviewAssignment, ReviewState, Visibility
from bank.models.access import Verb
from bank.models.completeness import missing_parts
from search.actions import record_change

REVIEW_TIME = timedelta(days=14)


@transaction.atomic
def submit_for_review(
    material: Material,
    *,
    by: User,
    rights_confirmed: bool,
    base_version: int | None = None,
) -> ReviewAssignment:
    """Hand the newest text to the moderators and freeze it.

    Sending twice gives the same review. Raises `NotComplete` with what is missing,
    `RightsNotConfirmed`, `VisibilityTooWide`, `DraftConflict` when the text is
    not the one the author looked at, `NotAllowed`, `WrongState`.
    """
    if under_way := _review_under_way(material, by):
        return under_way
    current = take(material, by=by, verb=Verb.SUBMIT)
    newest = newest_text(current)
    if base_version is not None and current.edit_version != base_version:
        raise DraftConflict(newest, {})
    if missing := missing_parts(newest):
        raise NotComplete(missing)
    if not rights_confirmed:
        raise RightsNotConfirmed
    check_visibility(newest)

    Material.objects.filter(pk=current.pk).update(
        review_state=ReviewState.WAITING,
        rights_confirmed_at=timezone.now(),
        rights_confirmed_by=by,
    )
    review = _open_review(current, by)
    record(current, EventKind.SUBMITTED, by=by)
    record_change(SEARCH_SOURCE, current.pk)
    tell_moderators(review, newest, actor=by)
    return review


@transaction.atomic
def cancel_submission(material: Material, *, by: User) -> None:
    """Take the text back from the moderators and unfreeze it.

    Raises `NotAllowed`, `WrongState`.
    """
    current = take(material, by=by, verb=Verb.CANCEL)
    end_review(current, by=by)
    record(current, EventKind.CANCELLED, by=by)
    record_change(SEARCH_SOURCE, current.pk)


def end_review(material: Material, *, by: User) -> None:
    """Close whatever review there is without a verdict."""
    state: WorkflowState | None = material.current_workflow_state
    if state is not None:
        state.cancel(user=by)
    ReviewAssignment.objects.open().filter(material_id=material.pk).update(
        decided_at=timezone.now(), decided_by=by
    )
    material.review_state = ReviewState.NONE
    Material.objects.filter(pk=material.pk).update(review_state=ReviewState.NONE)


def check_visibility(material: Material) -> None:
    """Raise `VisibilityTooWide` when the rights do not carry the visibility."""
    wants_public = material.visibility == Visibility.PUBLIC
    if wants_public and material.widest_visibility != Visibility.PUBLIC:
        raise VisibilityTooWide


def _review_under_way(material: Material, by: User) -> ReviewAssignment | None:
    """Find the review that a second click asks for again."""
    locked = Material.objects.select_for_update().get(pk=material.pk)
    if locked.review_state != ReviewState.WAITING:
        return None
    if not locked.is_written_by(by):
        raise NotAllowed(Verb.SUBMIT)
    return ReviewAssignment.objects.open().get(material=locked)


def _open_review(material: Material, by: User) -> ReviewAssignment:
    """Start the workflow, or resume the one whose verdict was „to improve”."""
    due_on = timezone.localdate() + REVIEW_TIME
    state: WorkflowState | None = material.current_workflow_state
    if state is None:
        # Nobody „requested” it for Wagtail: it would mail them, title in the subject.
        return ReviewAssignment.objects.create(
            workflow_state=material.get_workflow().start(material, None),
            material_id=material.pk,
            due_on=due_on,
        )
    state.resume(user=by)
    review: ReviewAssignment = state.review_assignment
    review.submitted_at, review.due_on = timezone.now(), due_on
    review.decided_at = review.decided_by = None
    # The same moderator reads it again, if there was one.
    review.save(update_fields=["submitted_at", "due_on", "decided_at", "decided_by"])
    return review
