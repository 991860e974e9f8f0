"""What a moderator looks at; keys are stored with the review, never change them."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


class Score(models.IntegerChoices):
    FINE = 2, _("fine")
    IMPROVE = 1, _("to improve")
    NOT_APPLICABLE = 0, _("does not apply")


@dataclass(frozen=True)
class Criterion:
    """One question of the rubric."""

    key: str
    question: StrPromise


RUBRIC = (
    Criterion("goal", _("Is it clear what the pupils will learn?")),
    Criterion("repeatable", _("Could another teacher give it from this text alone?")),
    Criterion("correct", _("Is it correct, as to the subject and the language?")),
    Criterion("time", _("Does the time fit?")),
    Criterion("accessible", _("Can every pupil take part; are the files readable?")),
    Criterion("rights", _("Rights and personal data: nothing that must not be shown?")),
)
