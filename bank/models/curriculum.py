"""The core curriculum, version by version: who follows which text, and when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bank.models.vocabulary import ClassYear, EducationStage, Subject, Vocabulary
from bank.school_year import SchoolYear


class Curriculum(Vocabulary):
    """A line of texts that replace one another, like that of primary school."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("core curriculum")
        verbose_name_plural = _("core curricula")


class CurriculumVersionQuerySet(models.QuerySet["CurriculumVersion"]):
    def applying_to(
        self, class_year: ClassYear, *, year: SchoolYear
    ) -> CurriculumVersionQuerySet:
        """Narrow to the text that the class follows in the school year."""
        scopes = CurriculumScope.objects.filter(
            Q(last_year__isnull=True) | Q(last_year__gte=year.start),
            class_year=class_year,
            first_year__lte=year.start,
        )
        return self.filter(pk__in=scopes.values("version_id"))


class CurriculumVersion(Vocabulary):
    curriculum = models.ForeignKey(
        Curriculum,
        verbose_name=_("core curriculum"),
        on_delete=models.PROTECT,
        related_name="versions",
    )

    objects = CurriculumVersionQuerySet.as_manager()

    class Meta(Vocabulary.Meta):
        verbose_name = _("curriculum version")
        verbose_name_plural = _("curriculum versions")


class CurriculumScope(models.Model):
    """A version applies to a class from one school year to another."""

    version = models.ForeignKey(
        CurriculumVersion,
        verbose_name=_("curriculum version"),
        on_delete=models.CASCADE,
        related_name="scopes",
    )
    class_year = models.ForeignKey(
        ClassYear,
        verbose_name=_("class year"),
        on_delete=models.CASCADE,
        related_name="curriculum_scopes",
    )
    first_year = models.PositiveSmallIntegerField(_("first school year"))
    last_year = models.PositiveSmallIntegerField(
        _("last school year"), null=True, blank=True
    )
    source = models.CharField(pgettext_lazy("of a term", "source"), max_length=300)

    class Meta:
        verbose_name = _("curriculum scope")
        verbose_name_plural = _("curriculum scopes")
        constraints = [
            models.UniqueConstraint(
                "version", "class_year", name="one_scope_of_a_version_in_a_class"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.class_year_id}"


class NodeKind(models.TextChoices):
    STAGE = "stage", _("stage")
    SUBJECT = "subject", _("subject")
    SECTION = "section", _("section")
    GENERAL_GOAL = "general_goal", _("general goal")
    CONTENT_REQUIREMENT = "content_requirement", _("content requirement")
    OUTCOME = "outcome", _("learning outcome")
    EXPERIENCE = "experience", _("experience")


class CurriculumNode(Vocabulary):
    """A place in a version; `label` is our own short wording.

    `official_label` holds the wording of the act, and stays empty until somebody
    has read it there.
    """

    version = models.ForeignKey(
        CurriculumVersion,
        verbose_name=_("curriculum version"),
        on_delete=models.PROTECT,
        related_name="nodes",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    kind = models.CharField(_("kind"), max_length=24, choices=NodeKind)
    number = models.CharField(_("number"), max_length=20, blank=True)
    official_label = models.TextField(_("official wording"), blank=True)
    stage = models.ForeignKey(
        EducationStage,
        verbose_name=_("education stage"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="curriculum_nodes",
    )
    subject = models.ForeignKey(
        Subject,
        verbose_name=_("subject"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="curriculum_nodes",
    )

    class Meta(Vocabulary.Meta):
        verbose_name = _("curriculum item")
        verbose_name_plural = _("curriculum items")
        ordering = ["version", "position", "label"]
