"""Taking files in, and clearing away those that nothing uses."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from bank.exceptions import FileRefused
from bank.files.disk import older_than, remove, sha256_of, write_bytes
from bank.files.images import clean_image, in_widths
from bank.files.kinds import LARGEST, WEBP, FileKind, sniff, too_large
from bank.files.names import clean_name
from bank.models import FileState, StoredFile

logger = logging.getLogger(__name__)

MOST_A_DAY: Final = 200
ORPHAN_AGE: Final = timedelta(days=2)
LARGEST_PICTURE: Final = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """What will be kept of an upload."""

    name: str
    kind: FileKind
    content: bytes
    width: int | None = None
    height: int | None = None


def store_upload(upload: UploadedFile[bytes], *, owner: User) -> StoredFile:
    """Check, clean and keep an uploaded file; the same one twice is one row.

    Raises `FileRefused` with a reason in the reader's language.
    """
    _check_day(owner)
    if (upload.size or 0) > LARGEST:
        raise too_large()
    return _keep(_clean(upload.name or "", upload.read(LARGEST + 1)), owner)


def store_picture(
    upload: UploadedFile[bytes], *, owner: User, widths: Sequence[int]
) -> list[StoredFile]:
    """Keep a picture for a page, made anew in each width; the original is not kept.

    Raises `FileRefused` with a reason in the reader's language.
    """
    _check_day(owner)
    content = upload.read(LARGEST_PICTURE + 1)
    if len(content) > LARGEST_PICTURE:
        raise too_large(LARGEST_PICTURE)
    kind = sniff(content)
    if not kind.is_image:
        message = _("This is not a picture. Choose a JPEG, PNG or WebP file.")
        raise FileRefused("no_picture", message)
    name = f"{PurePath(clean_name(upload.name or '', kind)).stem}.webp"
    return [
        _keep(_Cleaned(name, WEBP, made.content, made.width, made.height), owner)
        for made in in_widths(content, kind, widths)
    ]


def _keep(cleaned: _Cleaned, owner: User) -> StoredFile:
    """Keep the bytes under a row of their own; the same upload twice is one row."""
    digest = hashlib.sha256(cleaned.content).hexdigest()
    if known := _same_upload(cleaned.name, digest, owner):
        return known
    file = StoredFile(
        sha256=digest,
        size=len(cleaned.content),
        content_type=cleaned.kind.content_type,
        name=cleaned.name,
        owner=owner,
        width=cleaned.width,
        height=cleaned.height,
    )
    _write(file, cleaned.content)
    return file


def _write(file: StoredFile, content: bytes) -> None:
    """Put bytes, then row: a row never points to nothing."""
    try:
        write_bytes(file.relative_path, content)
    except OSError as error:
        logger.exception("cannot keep an upload")
        message = _("There is no room for the file just now. Try again later.")
        raise FileRefused("no_room", message) from error
    try:
        with transaction.atomic():
            file.save(force_insert=True)
    except BaseException:
        remove(file.relative_path)
        raise


def _clean(name: str, content: bytes) -> _Cleaned:
    kind = sniff(content)
    name = clean_name(name, kind)
    if kind.is_image:
        image = clean_image(content, kind)
        return _Cleaned(name, kind, image.content, image.width, image.height)
    if kind.content_type.startswith("text/"):
        content = _as_utf8(content)
    return _Cleaned(name, kind, content)


def _as_utf8(content: bytes) -> bytes:
    """Keep one encoding of text; the old Polish one is still met."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1250", "replace")
    return text.encode("utf-8")


def _check_day(owner: User) -> None:
    since = timezone.now() - timedelta(days=1)
    if owner.stored_files.filter(created_at__gte=since).count() >= MOST_A_DAY:
        message = _("You have added very many files today. Add the rest tomorrow.")
        raise FileRefused("too_many", message)


def _same_upload(name: str, digest: str, owner: User) -> StoredFile | None:
    """Find this person's earlier upload of the same; never somebody else's."""
    same = StoredFile.objects.stored().filter(owner=owner, sha256=digest, name=name)
    # Touched, so that the clearing of orphans does not take it away just now.
    if not same.update(created_at=timezone.now()):
        return None
    return same.order_by("pk").first()


def remove_orphans() -> int:
    """Remove content that nothing has used for two days; return how many files."""
    before = timezone.now() - ORPHAN_AGE
    removed = 0
    for pk in StoredFile.objects.orphaned(before=before).values_list("pk", flat=True):
        removed += _remove_if_orphaned(pk)
    _remove_unknown(before.timestamp())
    return removed


@transaction.atomic
def _remove_if_orphaned(pk: int) -> int:
    """Mark first and unlink after commit: somebody may be attaching it now."""
    before = timezone.now() - ORPHAN_AGE
    file = (
        StoredFile.objects.select_for_update(of=("self",))
        .filter(pk__in=StoredFile.objects.orphaned(before=before).filter(pk=pk))
        .first()
    )
    if file is None:
        return 0
    file.state = FileState.REMOVED
    file.save(update_fields=["state"])
    path = file.relative_path
    transaction.on_commit(lambda: remove(path))
    return 1


def _remove_unknown(moment: float) -> None:
    """Remove what an interrupted upload left on disk without a row."""
    for path in older_than(moment):
        token = path.rsplit("/", 1)[-1]
        if not StoredFile.objects.stored().filter(token=token).exists():
            remove(path)


def check_stored() -> list[StoredFile]:
    """Compare every stored file with its checksum; log and return the damaged."""
    damaged = [
        file
        for file in StoredFile.objects.stored().iterator()
        if sha256_of(file.relative_path) != file.sha256
    ]
    for file in damaged:
        logger.error("stored file %s is missing or damaged", file.pk)
    return damaged
