"""Files by random name: a row from the moment of upload."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import PurePosixPath
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from accounts.models import User
from accounts.models.viewing import is_viewed
from bank.models.file_uses import seen_elsewhere, used_elsewhere
from bank.models.material import Material

# Browsers show these without running anything in them.
INLINE_TYPES: Final = frozenset(
    {"application/pdf", "image/png", "image/jpeg", "image/webp"}
)


def new_token() -> str:
    """Make an address nobody can guess: 192 random bits."""
    return secrets.token_urlsafe(24)


class FileState(models.TextChoices):
    STORED = "stored", _("stored")
    REMOVED = "removed", _("removed")


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def stored(self) -> StoredFileQuerySet:
        """Narrow to files whose content is kept."""
        return self.filter(state=FileState.STORED)

    def visible_to(self, user: User | AnonymousUser) -> StoredFileQuerySet:
        """Narrow to files that `user` may open.

        Through a published material they may open, or through what an upper app
        shows them; otherwise their own, those of a material they write, and those
        of the version they may review.
        """
        published = Attachment.objects.filter(
            file=OuterRef("pk"),
            material__in=Material.objects.published().visible_to(user),
        )
        shown = Q(Exists(published)) | seen_elsewhere(user)
        if not isinstance(user, User) or is_viewed(user):
            return self.stored().filter(shown)
        written = Attachment.objects.filter(
            file=OuterRef("pk"), material__in=Material.objects.written_by(user)
        )
        drafted = DraftFile.objects.filter(
            Q(material__in=Material.objects.written_by(user))
            | Q(material__in=Material.objects.reviewable_by(user)),
            file=OuterRef("pk"),
        )
        return self.stored().filter(
            Q(owner=user) | shown | Exists(written) | Exists(drafted)
        )

    def orphaned(self, *, before: datetime) -> StoredFileQuerySet:
        """Narrow to files uploaded before the moment that nothing uses."""
        return self.stored().filter(
            ~Exists(Attachment.objects.filter(file=OuterRef("pk"))),
            ~Exists(DraftFile.objects.filter(file=OuterRef("pk"))),
            ~used_elsewhere(),
            created_at__lt=before,
        )


class StoredFile(models.Model):
    """A file as it was uploaded, checked and cleaned; its bytes never change."""

    token = models.CharField(
        _("token"), max_length=43, unique=True, default=new_token, editable=False
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size"))
    content_type = models.CharField(_("content type"), max_length=100)
    name = models.CharField(_("name"), max_length=160)
    owner = models.ForeignKey(
        User,
        verbose_name=_("owner"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="stored_files",
    )
    state = models.CharField(
        _("state"), max_length=16, choices=FileState, default=FileState.STORED
    )
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    created_at = models.DateTimeField(_("uploaded at"), default=timezone.now)

    objects = StoredFileQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bank:file", args=[self.token])

    @property
    def extension(self) -> str:
        return PurePosixPath(self.name).suffix.lstrip(".").lower()

    @property
    def is_inline(self) -> bool:
        return self.content_type in INLINE_TYPES

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def relative_path(self) -> str:
        """Where under `FILES_DIR` the bytes lie, spread over folders."""
        return f"{self.token[:2]}/{self.token}"

    @property
    def path(self) -> str:
        return str(settings.FILES_DIR / self.relative_path)


class AttachmentManager(models.Manager["Attachment"]):
    """Whoever asks for an attachment wants its file: never a query for each."""

    def get_queryset(self) -> models.QuerySet[Attachment]:
        return super().get_queryset().select_related("file")


class Attachment(models.Model):
    """A file attached to a material; part of its revisions."""

    material = ParentalKey(
        Material, on_delete=models.CASCADE, related_name="attachments"
    )
    file = models.ForeignKey(
        StoredFile,
        verbose_name=_("file"),
        on_delete=models.CASCADE,
        related_name="attachments",
    )
    title = models.CharField(_("what it is"), max_length=160, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = AttachmentManager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.title or self.file.name


class DraftFile(models.Model):
    """A file used by the newest revision of a material.

    An attachment of a draft has no row of its own before publication, and files
    must be found from their side: this is the index for it.
    """

    material = models.ForeignKey(
        Material, on_delete=models.CASCADE, related_name="draft_files"
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.CASCADE, related_name="drafts"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("file of a draft")
        verbose_name_plural = _("files of drafts")
        constraints = [
            models.UniqueConstraint("material", "file", name="once_in_a_draft")
        ]

    def __str__(self) -> str:
        return f"{self.material_id}: {self.file_id}"
