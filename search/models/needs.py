from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User

WORD_LENGTH = 40
MEANING_LENGTH = 80
NEED_LENGTH = 200


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
