"""Beginning a draft from a teacher's own document."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from bank.actions.content import MOST_STEPS, AttachedFile, StepText
from bank.actions.drafts import start_draft
from bank.actions.files import store_upload
from bank.documents.filling import Filling, filling_of, scenario_of, title_from_name
from bank.documents.limited import Unreadable, run
from bank.exceptions import NotAllowed
from bank.files.kinds import READ_AS_SCENARIO
from bank.models import FromFile, Kind, Material, Reading, StoredFile
from bank.models.access import Verb, can_write

logger = logging.getLogger(__name__)

# A second press, or a second tab, of somebody who saw nothing happen.
SAME_FILE_WITHIN: Final = timedelta(minutes=1)


def start_from_file(upload: UploadedFile[bytes], *, owner: User) -> Material:
    """Keep the file and begin a draft with what is recognised in it.

    The same file twice within a minute gives the same draft. A file that cannot be
    read still gives one, with the file attached. Raises `NotAllowed`, `FileRefused`.
    """
    if not can_write(owner):
        raise NotAllowed(Verb.EDIT)
    file = store_upload(upload, owner=owner)
    if begun := _begun_just_now(file, owner):
        return begun
    reading, filling = _read(file)
    return begin_from(file, reading, filling, owner=owner)


def _read(file: StoredFile) -> tuple[Reading, Filling]:
    """Have the document read, outside of any transaction."""
    if file.content_type not in READ_AS_SCENARIO:
        return Reading.NOT_TRIED, Filling()
    try:
        filling = filling_of(scenario_of(run(Path(file.path))), most_steps=MOST_STEPS)
    except (Unreadable, TypeError, KeyError) as error:
        logger.warning("file %s was not read: %s", file.pk, error)
        return Reading.UNREADABLE, Filling()
    return (Reading.READ if filling.recognised else Reading.NOTHING), filling


@transaction.atomic
def begin_from(
    file: StoredFile, reading: Reading, filling: Filling, *, owner: User
) -> Material:
    """Begin a draft with what was read, unless the same file began one just now."""
    # Two presses at once wait here for each other.
    User.objects.select_for_update().get(pk=owner.pk)
    if begun := _begun_just_now(file, owner):
        return begun
    recognised = filling.recognised
    data = {name: value for name, value in filling.data.items() if value}
    data["title"] = data.get("title") or title_from_name(file.name)
    data["attachments"] = [AttachedFile(file)]
    data["steps"] = [
        StepText(step.title, step.minutes, step.description) for step in filling.steps
    ]
    draft = start_draft(Kind.LESSON_PLAN, owner=owner, data=data)
    FromFile.objects.create(
        material_id=draft.pk,
        file=file,
        sha256=file.sha256,
        reading=reading,
        recognised=recognised,
        rest=[{"id": n, "text": text} for n, text in enumerate(filling.rest, start=1)],
        remarks=filling.remarks,
    )
    return draft


def _begun_just_now(file: StoredFile, owner: User) -> Material | None:
    since = timezone.now() - SAME_FILE_WITHIN
    begun = Material.objects.filter(
        owner=owner, from_file__sha256=file.sha256, from_file__created_at__gte=since
    )
    return begun.order_by("pk").first()


def confirm(material: Material) -> None:
    """Note that a person looked through what was filled in; once is enough."""
    waiting = FromFile.objects.filter(material_id=material.pk, confirmed_at=None)
    waiting.update(confirmed_at=timezone.now())


@transaction.atomic
def drop_from_rest(material: Material, passage: int) -> None:
    """Take a passage off the rest; the attached file still has it."""
    row = FromFile.objects.select_for_update().filter(material_id=material.pk).first()
    if row is None:
        return
    row.rest = [each for each in row.rest if each["id"] != passage]
    row.save(update_fields=["rest"])
