"""Drafts begun from a teacher's own document: what was read, and what was left."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bank.models.material import Material
from bank.models.stored_file import StoredFile


class Reading(models.TextChoices):
    """What became of the document."""

    READ = "read", _("read")
    NOTHING = "nothing", _("nothing recognised")
    UNREADABLE = "unreadable", _("could not be read")
    NOT_TRIED = "not_tried", _("a kind that is not read")


class FromFile(models.Model):
    """The document from which a draft was begun; for its authors only.

    Beside the draft, not in it: it passes no review and is never published.
    """

    material = models.OneToOneField(
        Material, on_delete=models.CASCADE, related_name="from_file"
    )
    file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    reading = models.CharField(_("reading"), max_length=16, choices=Reading)
    recognised = models.JSONField(_("fields filled in"), default=list)
    rest = models.JSONField(_("texts without a field"), default=list)
    remarks = models.JSONField(_("remarks"), default=dict)
    created_at = models.DateTimeField(_("begun at"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("looked through at"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("draft from a file")
        verbose_name_plural = _("drafts from files")

    def __str__(self) -> str:
        return f"{self.material_id}: {self.reading}"

    @property
    def to_confirm(self) -> frozenset[str]:
        """The fields that nobody has looked through yet."""
        return frozenset() if self.confirmed_at else frozenset(self.recognised)
