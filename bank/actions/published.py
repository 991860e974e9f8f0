"""What moderators do to published materials."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import Revision

from accounts.models import User
from bank.actions.content import Data, write
from bank.actions.drafts import save_as_newest
from bank.actions.file_texts import read_attached
from bank.actions.history import SEARCH_SOURCE, record
from bank.actions.locking import reload, take
from bank.actions.review import checked_reason
from bank.actions.submission import check_visibility, end_review
from bank.actions.telling import tell_authors
from bank.exceptions import DraftConflict, NotComplete, VisibilityTooWide
from bank.models import EventKind, Material, MaterialEvent, ReviewState
from bank.models.access import Verb
from bank.models.audience import is_no_wider
from bank.models.completeness import missing_parts
from search.actions import record_change


@transaction.atomic
def correct(
    material: Material, *, by: User, data: Data, base_version: int, reason: str = ""
) -> Material:
    """Change the published text at once, as a new published version.

    `base_version` is the `published_version` the form started from. A newer text
    that the authors are writing stays theirs, and so does the word on who may read:
    a correction may show the text to fewer people only. Raises `DraftConflict`,
    `NotComplete`, `VisibilityTooWide`, `ValidationError`, `NotAllowed`,
    `WrongState`.
    """
    current = take(material, by=by, verb=Verb.CORRECT)
    if current.published_version != base_version:
        raise DraftConflict(current, data)
    waiting_text = current.latest_revision if current.has_unpublished_changes else None
    published = reload(current)
    write(current, data, by=by)
    if not is_no_wider(current, published):
        raise VisibilityTooWide
    if missing := missing_parts(current):
        raise NotComplete(missing)
    check_visibility(current)
    current.published_version += 1
    current.changed_at = timezone.now()
    # Publishing ends a review that was „to improve”; the text stays as a draft.
    current.review_state = ReviewState.NONE
    current.save_revision(user=by, clean=False).publish(user=by)
    published = reload(current)
    record(published, EventKind.CORRECTED, by=by, reason=reason.strip())
    if waiting_text is not None:
        _put_back(published, waiting_text)
    record_change(SEARCH_SOURCE, published.pk)
    read_attached(published)
    return published


@transaction.atomic
def withdraw(material: Material, *, by: User, reason: str) -> Material:
    """Take the material out of the bank, leaving a tombstone.

    Raises `ReasonMissing`, `ValidationError`, `NotAllowed`, `WrongState`.
    """
    reason = checked_reason(reason)
    current = take(material, by=by, verb=Verb.WITHDRAW)
    end_review(current, by=by)
    # Wagtail asks for a permission of its admin; ours was asked above.
    UnpublishAction(current, user=by).execute(skip_permission_checks=True)
    Material.objects.filter(pk=current.pk).update(
        withdrawn_at=timezone.now(), withdrawal_reason=reason, is_featured=False
    )
    event = record(current, EventKind.WITHDRAWN, by=by, reason=reason)
    record_change(SEARCH_SOURCE, current.pk)
    tell_authors("material.withdrawn", event, actor=by)
    return reload(current)


@transaction.atomic
def restore(material: Material, *, by: User, reason: str) -> Material:
    """Show a withdrawn material again, as it was last published.

    Raises `ReasonMissing`, `ValidationError`, `NotAllowed`, `WrongState`.
    """
    reason = checked_reason(reason)
    current = take(material, by=by, verb=Verb.RESTORE)
    last = _last_published(current)
    Material.objects.filter(pk=current.pk).update(
        live=True,
        live_revision=last,
        has_unpublished_changes=current.latest_revision_id != (last and last.pk),
        withdrawn_at=None,
        withdrawal_reason="",
    )
    record(current, EventKind.RESTORED, by=by, reason=reason)
    record_change(SEARCH_SOURCE, current.pk)
    read_attached(current)
    return reload(current)


@transaction.atomic
def feature(material: Material, *, by: User) -> None:
    """Recommend the material. Raises `NotAllowed`, `WrongState`."""
    current = take(material, by=by, verb=Verb.FEATURE)
    Material.objects.filter(pk=current.pk).update(is_featured=True)
    record(current, EventKind.FEATURED, by=by)
    record_change(SEARCH_SOURCE, current.pk)


@transaction.atomic
def unfeature(material: Material, *, by: User) -> None:
    """Stop recommending the material. Raises `NotAllowed`, `WrongState`."""
    current = take(material, by=by, verb=Verb.UNFEATURE)
    Material.objects.filter(pk=current.pk).update(is_featured=False)
    record(current, EventKind.UNFEATURED, by=by)
    record_change(SEARCH_SOURCE, current.pk)


def _put_back(published: Material, waiting_text: Revision) -> None:
    """Make the authors' unfinished text the newest again, above the correction."""
    newest = published.with_content_json(waiting_text.content)
    newest.latest_revision = published.latest_revision
    save_as_newest(newest, by=waiting_text.user)


def _last_published(material: Material) -> Revision | None:
    shown = [EventKind.PUBLISHED, EventKind.CORRECTED]
    event: MaterialEvent | None = (
        material.events.filter(kind__in=shown, revision__isnull=False)
        .order_by("-at", "-pk")
        .first()
    )
    return event.revision if event else None
