"""The text of stored files, read so that search can find what they say."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.models.stored_file import StoredFile


class TextState(models.TextChoices):
    WAITING = "waiting", _("not read yet")
    READ = "read", _("text read")
    CUT = "cut", _("text read in part")
    UNAVAILABLE = "unavailable", _("text not available")


class FileTextQuerySet(models.QuerySet["FileText"]):
    def unused(self) -> FileTextQuerySet:
        """Narrow to texts of content that no stored file has any more."""
        kept = StoredFile.objects.stored().values("sha256")
        return self.exclude(sha256__in=kept)


class FileText(models.Model):
    """What a file says, page by page; by content, which is read once.

    Nobody reads it from here: it reaches people only as parts of the searchable
    document of a material that uses the file, with the material's audience.
    """

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    state = models.CharField(
        _("state"), max_length=16, choices=TextState, default=TextState.WAITING
    )
    pages = models.JSONField(_("text of the pages"), default=list)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    objects = FileTextQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")

    def __str__(self) -> str:
        return f"{self.sha256[:12]}: {self.state}"
