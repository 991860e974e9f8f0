"""Reading the text of attachments, so that search finds what they say."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from bank.actions.history import SEARCH_SOURCE
from bank.documents.limited import Unreadable, run
from bank.files.kinds import WITH_TEXT
from bank.models import Attachment, FileText, Material, StoredFile, TextState
from jobs.actions import enqueue, enqueue_each
from search.actions import record_change

logger = logging.getLogger(__name__)

MOST_ATTEMPTS: Final = 3
BETWEEN_ATTEMPTS: Final = timedelta(minutes=5)
AT_A_TIME: Final = 1000


def read_attached(material: Material) -> None:
    """Have the files of what was just published read, those not read before."""
    _have_read(Attachment.objects.filter(material_id=material.pk))


def read_missing_texts() -> None:
    """Have every attachment of a published material read that was not yet."""
    _have_read(Attachment.objects.filter(material__live=True))


def _have_read(attachments: Any) -> None:  # noqa: ANN401 - a queryset of a manager of ours
    done = FileText.objects.exclude(state=TextState.WAITING).values("sha256")
    files = attachments.filter(file__content_type__in=WITH_TEXT)
    wanted = files.exclude(file__sha256__in=done).order_by("file__sha256")
    digests = wanted.values_list("file__sha256", flat=True).distinct()[:AT_A_TIME]
    enqueue_each("bank.read_file_text", {each: [each] for each in digests})


def read_file_text(sha256: str) -> None:
    """Read one content in the limited child and have search look at its materials.

    Read before, or used by nothing published: nothing happens. What breaks the
    child is tried again twice, later; then its text counts as not available.
    """
    file = _file_to_read(sha256)
    if file is None:
        return
    try:
        answer = run(Path(file.path), module="bank.documents.text_child")
        pages = [str(page) for page in answer["pages"]]
        state = TextState.CUT if answer["is_cut"] else TextState.READ
    except (Unreadable, KeyError, OSError) as error:
        logger.warning("the text of file %s was not read: %s", file.pk, error)
        _note_failure(sha256)
        return
    _keep(sha256, pages, state)


def _file_to_read(sha256: str) -> StoredFile | None:
    read = FileText.objects.filter(sha256=sha256).exclude(state=TextState.WAITING)
    if read.exists():
        return None
    used = StoredFile.objects.stored().filter(
        sha256=sha256, attachments__material__live=True
    )
    return used.order_by("pk").first()


@transaction.atomic
def _keep(sha256: str, pages: list[str], state: TextState) -> None:
    FileText.objects.update_or_create(
        sha256=sha256,
        defaults={"state": state, "pages": pages, "changed_at": timezone.now()},
    )
    users = Material.objects.published().filter(attachments__file__sha256=sha256)
    record_change(SEARCH_SOURCE, *users.values_list("pk", flat=True).distinct())


@transaction.atomic
def _note_failure(sha256: str) -> None:
    FileText.objects.get_or_create(sha256=sha256)
    row = FileText.objects.select_for_update().get(sha256=sha256)
    row.attempts += 1
    row.changed_at = timezone.now()
    if row.attempts >= MOST_ATTEMPTS:
        row.state = TextState.UNAVAILABLE
    else:
        later = row.changed_at + row.attempts * BETWEEN_ATTEMPTS
        enqueue("bank.read_file_text", sha256, key=sha256, at=later)
    row.save(update_fields=["attempts", "state", "changed_at"])


def forget_unused_texts() -> int:
    """Delete texts of content that is stored no more; return how many."""
    return FileText.objects.unused().delete()[0]
