"""Writing: starting a material and saving what is being written."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision, TaskState

from accounts.models import User
from bank.actions.content import Data, write
from bank.actions.history import record
from bank.actions.locking import take
from bank.exceptions import DraftConflict, NotAllowed
from bank.models import (
    Attachment,
    DraftFile,
    EventKind,
    Kind,
    LessonPlan,
    License,
    Material,
    MaterialAuthor,
    MathGame,
)
from bank.models.access import Verb, can_write

MODELS: dict[Kind, type[Material]] = {
    Kind.LESSON_PLAN: LessonPlan,
    Kind.MATH_GAME: MathGame,
}
DEFAULT_LICENSE = "cc-by-sa-4.0"


@transaction.atomic
def start_draft(kind: Kind, *, owner: User, data: Data | None = None) -> Material:
    """Make a draft that only `owner` sees, perhaps with a first text.

    Raises `NotAllowed`, or `ValidationError` for what is over a limit.
    """
    if not can_write(owner):
        raise NotAllowed(Verb.EDIT)
    material = MODELS[kind](
        owner=owner,
        institution=owner.institution,
        license=License.objects.filter(code=DEFAULT_LICENSE).first(),
        has_unpublished_changes=True,
    )
    material.authors.set([MaterialAuthor(user=owner)])
    write(material, data or {}, by=owner)
    material.save()
    material.save_revision(user=owner, clean=False)
    _index_files(material)
    record(material, EventKind.CREATED, by=owner)
    return material


@transaction.atomic
def begin_draft(kind: Kind, *, owner: User) -> Material:
    """Give an empty draft: one begun before and never written in, or a new one.

    Raises `NotAllowed`.
    """
    begun = Material.objects.filter(owner=owner, kind=kind).untouched()
    return begun.order_by("pk").first() or start_draft(kind, owner=owner)


@transaction.atomic
def discard_draft(material: Material, *, by: User) -> None:
    """Delete what nobody but its authors has ever seen, with all its versions.

    Its files, used by nothing, are cleaned up in the night. Raises `NotAllowed`,
    `WrongState`.
    """
    take(material, by=by, verb=Verb.DISCARD).delete()


@transaction.atomic
def save_draft(
    material: Material, *, by: User, data: Data, base_version: int
) -> Material:
    """Keep what `by` wrote, complete or not, and give the newest text.

    `base_version` is the `edit_version` the form started from. A published text
    stays as it is. Raises `NotAllowed`, `WrongState`, `ValidationError` for what
    is over a limit, `DraftConflict` with both texts when somebody else saved.
    """
    current = take(material, by=by, verb=Verb.EDIT)
    newest = newest_text(current)
    if current.edit_version != base_version:
        raise DraftConflict(newest, data)
    write(newest, data, by=by)
    newest.edit_version = base_version + 1
    newest.changed_at = timezone.now()
    if current.first_published_at is None:
        newest.save()
    save_as_newest(newest, by=by)
    return newest


def newest_text(current: Material) -> Material:
    """Give the newest text: the row's until first published, then the revision's."""
    if current.first_published_at is None:
        return current
    return current.newest_text


def save_as_newest(newest: Material, *, by: User | None) -> None:
    """Save the text as the latest revision, and the facts beside it in the row."""
    newest.save_revision(
        user=by, clean=False, overwrite_revision=_own_working_copy(newest, by)
    )
    Material.objects.filter(pk=newest.pk).update(
        edit_version=newest.edit_version, changed_at=newest.changed_at
    )
    _index_files(newest)


def _own_working_copy(material: Material, by: User | None) -> Revision | None:
    """Find the revision that autosave may write over.

    One's own, and neither published nor ever submitted: those are history.
    """
    latest: Revision | None = material.get_latest_revision()
    if latest is None or by is None or latest.user_id != by.pk:
        return None
    if latest.pk == material.live_revision_id:
        return None
    if material.events.filter(revision=latest).exists():
        return None
    submitted = TaskState.objects.filter(revision=latest).exists()
    return None if submitted else latest


def _index_files(material: Material) -> None:
    """Note which files the newest text uses: a draft's attachments have no rows."""
    attachments: list[Attachment] = list(material.attachments.all())
    used = {attachment.file_id for attachment in attachments}
    rows = DraftFile.objects.filter(material_id=material.pk)
    rows.exclude(file__in=used).delete()
    known = set(rows.values_list("file_id", flat=True))
    DraftFile.objects.bulk_create(
        [DraftFile(material_id=material.pk, file_id=pk) for pk in sorted(used - known)]
    )
