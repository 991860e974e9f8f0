from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User

WORD_LENGTH = 40
MEANING_LENGTH = 80
NEED_LENGTH = 200


class ChangeQuerySet(models.QuerySet["Change"]):
    def waiting(self) -> ChangeQuerySet:
        """Narrow to what the indexer has not taken in yet, oldest first."""
        return self.filter(indexed_at=None).order_by("pk")

    def missed_since(self, moment: datetime) -> ChangeQuerySet:
        """Narrow to what an index begun at `moment` may lack, oldest first."""
        return self.filter(
            models.Q(indexed_at=None) | models.Q(indexed_at__gte=moment)
        ).order_by("pk")

    def newest_number(self) -> int:
        """Tell how far the log has come; never falls."""
        newest = self.order_by("-pk").values_list("pk", flat=True).first()
        return newest or 0


class Change(models.Model):
    """Something searchable was made, changed or taken away.

    Written in the transaction of its cause. A row says only what to look at again:
    the indexer reads the present state, so taking a row in twice does no harm and
    the order in which transactions commit does not matter.
    """

    source = models.CharField(_("source"), max_length=64)
    object_pk = models.BigIntegerField(_("object"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    indexed_at = models.DateTimeField(_("indexed at"), null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change for the index")
        verbose_name_plural = _("changes for the index")
        indexes = [
            models.Index(fields=["indexed_at", "id"], name="search_change_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.object_pk}"


class Synonym(models.Model):
    """A word that people type for others that authors write: „wf”."""

    word = models.CharField(
        _("word people type"),
        max_length=WORD_LENGTH,
        help_text=_("One word, for example: wf."),
    )
    meaning = models.CharField(
        _("what it stands for"),
        max_length=MEANING_LENGTH,
        help_text=_("One to five words, for example: wychowanie fizyczne."),
    )

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["word", "meaning"]
        constraints = [
            models.UniqueConstraint("word", "meaning", name="one_synonym_per_meaning")
        ]

    def __str__(self) -> str:
        return f"{self.word} → {self.meaning}"


class NeedQuerySet(models.QuerySet["Need"]):
    def open(self) -> NeedQuerySet:
        """Narrow to what nobody has answered yet, the most wanted first."""
        return self.filter(answered_at=None).order_by("-voices", "-last_asked_at", "pk")


class Need(models.Model):
    """Something people looked for and did not find, in the words of the first."""

    # Folded and lemmatised, so that the same need in other forms is one row.
    key = models.CharField(max_length=NEED_LENGTH, unique=True, editable=False)
    text = models.CharField(_("what was looked for"), max_length=NEED_LENGTH)
    voices = models.PositiveIntegerField(_("people who asked"), default=0)
    first_asked_at = models.DateTimeField(_("first asked"), auto_now_add=True)
    last_asked_at = models.DateTimeField(_("last asked"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        indexes = [
            models.Index(fields=["answered_at", "-voices"], name="search_open_needs")
        ]

    def __str__(self) -> str:
        return self.text


class NeedVoice(models.Model):
    """That somebody asked already; a sealed mark instead of a person."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=64, editable=False)
    asked_on = models.DateField(auto_now_add=True)

    class Meta:
        verbose_name = _("voice for a need")
        verbose_name_plural = _("voices for needs")
        constraints = [
            models.UniqueConstraint("need", "mark", name="one_voice_per_need")
        ]
        indexes = [models.Index(fields=["mark", "asked_on"], name="search_voice_day")]

    def __str__(self) -> str:
        return f"{self.need_id}"
