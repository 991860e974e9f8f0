"""The kinds of materials: what each has beyond `Material`."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import (
    MaxLengthValidator,
    MaxValueValidator,
    MinValueValidator,
)
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from bank.models.material import LONGEST_MINUTES, LONGEST_TEXT, Material
from bank.models.states import Kind

LONG_NOTE = 4000


class LessonPlan(Material):
    """A lesson written so that another teacher can give it."""

    KIND: ClassVar[Kind] = Kind.LESSON_PLAN

    goals = models.TextField(
        _("goals in the pupils' words"),
        max_length=LONG_NOTE,
        blank=True,
        validators=[MaxLengthValidator(LONG_NOTE)],
    )
    success_criteria = models.TextField(
        _("success criteria"),
        max_length=LONG_NOTE,
        blank=True,
        validators=[MaxLengthValidator(LONG_NOTE)],
    )
    resources = models.TextField(
        _("teaching aids"),
        max_length=LONG_NOTE,
        blank=True,
        validators=[MaxLengthValidator(LONG_NOTE)],
    )
    flow = models.TextField(
        _("flow of the lesson, as text"),
        max_length=LONGEST_TEXT,
        blank=True,
        validators=[MaxLengthValidator(LONGEST_TEXT)],
    )
    evaluation = models.TextField(
        _("evaluation of the lesson"),
        max_length=LONG_NOTE,
        blank=True,
        validators=[MaxLengthValidator(LONG_NOTE)],
    )

    class Meta:
        verbose_name = _("lesson plan")
        verbose_name_plural = _("lesson plans")
        # Wagtail makes these for registered snippets only, which ours are not.
        permissions = [("publish_lessonplan", "Can publish lesson plan")]

    @property
    def has_flow(self) -> bool:
        return bool(self.flow.strip()) or any(True for _step in self.steps.all())

    @property
    def planned_minutes(self) -> int:
        """Minutes of all steps together."""
        return sum(step.minutes or 0 for step in self.steps.all())


class LessonStep(models.Model):
    """A part of the lesson with its minutes."""

    lesson_plan = ParentalKey(
        LessonPlan, on_delete=models.CASCADE, related_name="steps"
    )
    sort_order = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title of the step"), max_length=160, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_MINUTES)],
    )
    description = models.TextField(
        _("what happens"),
        max_length=LONG_NOTE,
        blank=True,
        validators=[MaxLengthValidator(LONG_NOTE)],
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("step of the lesson")
        verbose_name_plural = _("steps of the lesson")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.title


class MathGame(Material):
    """A mathematical game or play, made for children and by children."""

    KIND: ClassVar[Kind] = Kind.MATH_GAME

    rules = models.TextField(
        _("rules"),
        max_length=LONGEST_TEXT,
        blank=True,
        validators=[MaxLengthValidator(LONGEST_TEXT)],
    )
    players_min = models.PositiveSmallIntegerField(
        _("players, at least"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    players_max = models.PositiveSmallIntegerField(
        _("players, at most"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    age_min = models.PositiveSmallIntegerField(
        _("age from"), null=True, blank=True, validators=[MaxValueValidator(20)]
    )
    age_max = models.PositiveSmallIntegerField(
        _("age to"), null=True, blank=True, validators=[MaxValueValidator(20)]
    )
    needed_items = models.TextField(
        _("what is needed"),
        max_length=LONG_NOTE,
        blank=True,
        validators=[MaxLengthValidator(LONG_NOTE)],
    )
    skill = models.CharField(_("mathematical skill"), max_length=200, blank=True)
    variants = models.TextField(
        _("variants"),
        max_length=LONG_NOTE,
        blank=True,
        validators=[MaxLengthValidator(LONG_NOTE)],
    )
    child_authors = models.CharField(
        _("group of children who made it"),
        max_length=160,
        blank=True,
        help_text=_("The name of the group or class only, never names of children."),
    )

    class Meta:
        verbose_name = _("maths game")
        verbose_name_plural = _("maths games")
        permissions = [("publish_mathgame", "Can publish maths game")]

    @property
    def has_flow(self) -> bool:
        return bool(self.rules.strip())
