"""The moderator's side of review: taking, noting, sending back, publishing."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import TaskState

from accounts.models import User
from bank.actions.file_texts import read_attached
from bank.actions.history import SEARCH_SOURCE, record
from bank.actions.locking import reload, take
from bank.actions.submission import check_visibility
from bank.actions.telling import tell_authors
from bank.exceptions import AlreadyClaimed, NotAllowed, ReasonMissing, StaleVersion
from bank.models import (
    DraftFile,
    EventKind,
    Material,
    ReviewAssignment,
    ReviewState,
)
from bank.models.access import Verb
from search.actions import record_change

LONGEST_REASON = 4000


@transaction.atomic
def claim(material: Material, *, by: User) -> ReviewAssignment:
    """Take the review, so that nobody does it twice.

    Raises `AlreadyClaimed`, `NotAllowed`, `WrongState`.
    """
    current = _take(material, by=by, verb=Verb.CLAIM)
    review = _own_review(current, by)
    if review.claimed_at is None:
        _hold(review, by)
        record(current, EventKind.CLAIMED, by=by)
    return review


@transaction.atomic
def release(material: Material, *, by: User) -> ReviewAssignment:
    """Give the review back to the queue; any moderator may, for one who is ill.

    Raises `NotAllowed`, `WrongState`.
    """
    current = _take(material, by=by, verb=Verb.RELEASE)
    review = ReviewAssignment.objects.open().get(material_id=current.pk)
    if review.reviewer_id is not None:
        review.reviewer = review.claimed_at = None
        review.save(update_fields=["reviewer", "claimed_at"])
        record(current, EventKind.RELEASED, by=by)
    return review


@transaction.atomic
def save_notes(
    material: Material, *, by: User, private_notes: str, scores: Mapping[str, int]
) -> ReviewAssignment:
    """Keep what moderators note for themselves.

    Raises `AlreadyClaimed`, `ValidationError`, `NotAllowed`, `WrongState`.
    """
    current = _take(material, by=by, verb=Verb.NOTE)
    review = _own_review(current, by)
    review.private_notes, review.scores = private_notes, dict(scores)
    review.clean_fields(exclude=["workflow_state", "material", "reviewer"])
    review.save(update_fields=["private_notes", "scores"])
    return review


@transaction.atomic
def send_back(
    material: Material, *, by: User, reason: str, version: int | None = None
) -> ReviewAssignment:
    """Ask the authors to improve the text, saying why, and unfreeze it.

    Raises `ReasonMissing`, `ValidationError` for a reason too long, `StaleVersion`,
    `AlreadyClaimed`, `NotAllowed`, `WrongState`.
    """
    reason = checked_reason(reason)
    current = _take(material, by=by, verb=Verb.RETURN)
    review = _decide(current, by, version)
    _task_state(current).reject(user=by, comment=reason)
    review.public_reason = reason
    review.save(update_fields=["public_reason"])
    Material.objects.filter(pk=current.pk).update(review_state=ReviewState.RETURNED)
    event = record(current, EventKind.RETURNED, by=by, reason=reason)
    record_change(SEARCH_SOURCE, current.pk)
    tell_authors("material.returned", event, actor=by)
    return review


@transaction.atomic
def publish(material: Material, *, by: User, version: int) -> Material:
    """Approve the text under review and show it to whom it is for.

    `version` is the `edit_version` the moderator read. Raises `StaleVersion`,
    `AlreadyClaimed`, `VisibilityTooWide`, `NotAllowed`, `WrongState`.
    """
    current = _take(material, by=by, verb=Verb.PUBLISH)
    _decide(current, by, version)
    check_visibility(current.get_latest_revision().as_object())
    # The row first: the workflow copies these facts when it publishes.
    Material.objects.filter(pk=current.pk).update(
        review_state=ReviewState.NONE,
        published_version=F("published_version") + 1,
        withdrawn_at=None,
        withdrawal_reason="",
    )
    _task_state(current).approve(user=by)
    DraftFile.objects.filter(material_id=current.pk).delete()
    published = reload(current)
    event = record(published, EventKind.PUBLISHED, by=by)
    record_change(SEARCH_SOURCE, published.pk)
    read_attached(published)
    tell_authors("material.published", event, actor=by)
    return published


def checked_reason(reason: str) -> str:
    """Give the reason trimmed; raises `ReasonMissing` or `ValidationError`."""
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    review = ReviewAssignment(public_reason=reason)
    others = {f.name for f in ReviewAssignment._meta.fields} - {"public_reason"}
    try:
        review.clean_fields(exclude=others)
    except ValidationError as error:
        raise ValidationError({"reason": error.messages}) from error
    return reason


def _take(material: Material, *, by: User, verb: Verb) -> Material:
    """Lock what is under review, for a moderator whom neither text names as author.

    A co-author added in a newer version of a published material has no row yet.
    """
    current = take(material, by=by, verb=verb)
    if current.names_as_author(by):
        raise NotAllowed(verb)
    return current


def _own_review(material: Material, by: User) -> ReviewAssignment:
    """Give the open review, unless another moderator holds it."""
    reviews = ReviewAssignment.objects.open().select_related("reviewer")
    review = reviews.get(material_id=material.pk)
    if review.reviewer is not None and review.reviewer_id != by.pk:
        raise AlreadyClaimed(review.reviewer)
    return review


def _hold(review: ReviewAssignment, by: User) -> None:
    """Write the claim, unless another got there first (without the row lock)."""
    held = ReviewAssignment.objects.filter(
        Q(reviewer=None) | Q(reviewer=by), pk=review.pk
    ).update(reviewer=by, claimed_at=timezone.now())
    review.refresh_from_db()
    if not held and review.reviewer is not None:
        raise AlreadyClaimed(review.reviewer)


def _decide(material: Material, by: User, version: int | None) -> ReviewAssignment:
    """Check that `by` may decide about this very text, and write who decided."""
    review = _own_review(material, by)
    if version is not None and material.edit_version != version:
        raise StaleVersion(material.pk)
    review.reviewer, review.decided_by = by, by
    review.claimed_at = review.claimed_at or timezone.now()
    review.decided_at = timezone.now()
    review.save(update_fields=["reviewer", "claimed_at", "decided_by", "decided_at"])
    return review


def _task_state(material: Material) -> TaskState:
    state: TaskState = material.current_workflow_task_state
    return state
