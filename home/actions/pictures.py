"""Pictures for our own pages: kept at once, cleared away when no page took them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from accounts.models import User
from bank.actions.files import ORPHAN_AGE, store_picture
from bank.models import License
from home.models import Picture
from home.models.file_uses import unused_pictures
from home.models.picture import WIDTHS, PictureUse

PICTURE_FIELDS = (
    "picture",
    "picture_alt",
    "picture_is_decorative",
    "picture_caption",
    "picture_author",
    "picture_license",
)


@dataclass(frozen=True)
class ShownPicture:
    """A picture and what the page says about it."""

    picture: Picture
    alt: str = ""
    is_decorative: bool = False
    caption: str = ""
    author: str = ""
    license: License | None = None


def keep_picture(upload: UploadedFile[Any], *, owner: User) -> Picture:
    """Keep an upload in the widths we show; the same one again is the same picture.

    Raises `FileRefused`.
    """
    small, medium, large = store_picture(upload, owner=owner, widths=WIDTHS)
    same = Picture.objects.filter(owner=owner, small=small, medium=medium, large=large)
    # Touched, so that the clearing of unused pictures does not take it just now.
    same.update(created_at=timezone.now())
    # Two clicks at once leave two rows; whoever comes later takes the first.
    return same.order_by("pk").first() or Picture.objects.create(
        owner=owner, small=small, medium=medium, large=large
    )


def put_picture(page: PictureUse, shown: ShownPicture | None) -> None:
    """Set what `page` shows; without a picture nothing is said about one."""
    page.picture = shown.picture if shown else None
    page.picture_alt = shown.alt if shown else ""
    page.picture_is_decorative = bool(shown and shown.is_decorative)
    page.picture_caption = shown.caption if shown else ""
    page.picture_author = shown.author if shown else ""
    page.picture_license = shown.license if shown else None


def remove_unused_pictures(*, older_than: timedelta = ORPHAN_AGE) -> int:
    """Forget pictures that no page shows; the bank then clears away their files."""
    unused = unused_pictures(before=timezone.now() - older_than)
    removed, _by_model = unused.delete()
    return removed
