"""The words for where a material stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from bank.models.material import Material


class Kind(models.TextChoices):
    LESSON_PLAN = "scenario", _("lesson plan")
    MATH_GAME = "math_game", _("maths game")

    @property
    def model_name(self) -> str:
        """The model, and with it the attribute of `Material` that leads to it."""
        return _MODEL_NAMES[self]


_MODEL_NAMES = {Kind.LESSON_PLAN: "lessonplan", Kind.MATH_GAME: "mathgame"}


class ReviewState(models.TextChoices):
    """Where the review stands: Wagtail's workflow state as an indexed column."""

    NONE = "none", _("no review")
    WAITING = "waiting", _("with a moderator")
    RETURNED = "returned", _("returned")


class AuthorState(models.TextChoices):
    """The only five words an author sees."""

    DRAFT = "draft", pgettext_lazy("state of a material", "Draft")
    WAITING = "waiting", pgettext_lazy("state of a material", "With a moderator")
    RETURNED = "returned", pgettext_lazy("state of a material", "To improve")
    PUBLISHED = "published", pgettext_lazy("state of a material", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a material", "Withdrawn")

    @classmethod
    def of(cls, material: Material) -> AuthorState:
        if material.review_state == ReviewState.WAITING:
            return cls.WAITING
        if material.review_state == ReviewState.RETURNED:
            return cls.RETURNED
        if material.withdrawn_at is not None:
            return cls.WITHDRAWN
        if material.live and not material.has_unpublished_changes:
            return cls.PUBLISHED
        return cls.DRAFT
