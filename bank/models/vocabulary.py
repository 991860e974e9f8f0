"""Lists that the law or the teachers change: kept as data, never in code."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bank.models.visibility import Visibility
from bank.school_year import SchoolYear

_SCHOOL_CLASS = "k"  # how the codes of classes begin; those of age groups do not


class Vocabulary(models.Model):
    """A term with its stable code, its dates and where it comes from."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    label = models.CharField(_("label"), max_length=200)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(pgettext_lazy("of a term", "source"), max_length=300)

    class Meta:
        abstract = True
        ordering = ["position", "label"]

    def __str__(self) -> str:
        return self.label

    @property
    def is_offered(self) -> bool:
        """Whether somebody who writes may choose this term today."""
        today = timezone.localdate()
        begun = self.valid_from is None or self.valid_from <= today
        return begun and (self.valid_to is None or self.valid_to >= today)


class EducationStage(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("education stage")
        verbose_name_plural = _("education stages")


class ClassYear(Vocabulary):
    """A class of school or an age group of kindergarten."""

    stage = models.ForeignKey(
        EducationStage,
        verbose_name=_("education stage"),
        on_delete=models.PROTECT,
        related_name="class_years",
    )

    class Meta(Vocabulary.Meta):
        verbose_name = _("class year")
        verbose_name_plural = _("class years")

    @property
    def in_figures(self) -> str:
        """The class as people type it: „klasa 5” for „klasa V”, "" for age groups."""
        number = self.code.removeprefix(_SCHOOL_CLASS)
        is_class = number != self.code and number.isdecimal()
        return gettext("class %(number)s") % {"number": number} if is_class else ""


class SubjectQuerySet(models.QuerySet["Subject"]):
    def taught_in(self, class_years: list[ClassYear], *, year: SchoolYear) -> Self:
        """Narrow to subjects taught in any of the classes in that school year."""
        spans = SubjectYear.objects.in_force(year).filter(class_year__in=class_years)
        return self.filter(pk__in=spans.values("subject_id"))


class Subject(Vocabulary):
    """A school subject, an area of early education or another kind of lesson."""

    objects = SubjectQuerySet.as_manager()

    class Meta(Vocabulary.Meta):
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")


class SubjectYearQuerySet(models.QuerySet["SubjectYear"]):
    def in_force(self, year: SchoolYear) -> SubjectYearQuerySet:
        """Narrow to what applies in the school year."""
        return self.filter(
            Q(last_year__isnull=True) | Q(last_year__gte=year.start),
            first_year__lte=year.start,
        )


class SubjectYear(models.Model):
    """In which class and from which to which school year a subject is taught."""

    subject = models.ForeignKey(
        Subject,
        verbose_name=_("subject"),
        on_delete=models.CASCADE,
        related_name="years",
    )
    class_year = models.ForeignKey(
        ClassYear,
        verbose_name=_("class year"),
        on_delete=models.CASCADE,
        related_name="subject_years",
    )
    first_year = models.PositiveSmallIntegerField(_("first school year"))
    last_year = models.PositiveSmallIntegerField(
        _("last school year"), null=True, blank=True
    )
    source = models.CharField(pgettext_lazy("of a term", "source"), max_length=300)

    objects = SubjectYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("subject in a class")
        verbose_name_plural = _("subjects in classes")
        constraints = [
            models.UniqueConstraint(
                "subject",
                "class_year",
                "first_year",
                name="one_span_of_a_subject_in_a_class",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}: {self.class_year_id}"


class KeyCompetence(Vocabulary):
    """One of the eight of the Council's recommendation of 2018."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("key competence")
        verbose_name_plural = _("key competences")


class TeachingMethod(Vocabulary):
    group = models.CharField(_("group of methods"), max_length=80, blank=True)

    class Meta(Vocabulary.Meta):
        verbose_name = _("teaching method")
        verbose_name_plural = _("teaching methods")


class WorkForm(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("form of work")
        verbose_name_plural = _("forms of work")


class License(Vocabulary):
    """What others may do with a material, and how widely it may be shown."""

    name = models.CharField(_("full name"), max_length=200)
    url = models.URLField(_("address of the licence text"), blank=True)
    widest_visibility = models.CharField(
        _("widest visibility"),
        max_length=16,
        choices=Visibility,
        default=Visibility.PUBLIC,
    )

    class Meta(Vocabulary.Meta):
        verbose_name = _("licence")
        verbose_name_plural = _("licences")

    @property
    def allows_public(self) -> bool:
        return self.widest_visibility == Visibility.PUBLIC
