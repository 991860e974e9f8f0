"""What submission asks for, and what would help others to find a material."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bank.models.kinds import MathGame
from bank.models.material import Material
from bank.models.visibility import Visibility


class Part(models.TextChoices):
    """The parts that submission needs; keys are names of form fields."""

    TITLE = "title", _("the title")
    SUBJECTS = "subjects", _("the subject")
    CLASS_YEARS = "class_years", _("the class or age group")
    DURATION = "duration_minutes", _("the time")
    SUMMARY = "summary", _("one sentence of summary")
    FLOW = "flow", _("the flow of the lesson, or a file")
    VISIBILITY = "visibility", _("whom to show it to")
    PLAYERS = "players_max", _("a number of players that makes sense")
    AGE = "age_max", _("an age range that makes sense")


def missing_parts(material: Material) -> list[Part]:
    """Name what is missing for submission, in the order of the form."""
    found = {
        Part.TITLE: bool(material.title.strip()),
        Part.SUBJECTS: any(True for _row in material.subjects.all()),
        Part.CLASS_YEARS: any(True for _row in material.class_years.all()),
        Part.DURATION: bool(material.duration_minutes),
        Part.SUMMARY: bool(material.summary.strip()),
        Part.FLOW: material.has_flow or any(True for _a in material.attachments.all()),
        Part.VISIBILITY: _names_its_audience(material),
    }
    if isinstance(material, MathGame):
        found[Part.PLAYERS] = _ascending(material.players_min, material.players_max)
        found[Part.AGE] = _ascending(material.age_min, material.age_max)
    return [part for part, present in found.items() if not present]


def _names_its_audience(material: Material) -> bool:
    needed = {
        Visibility.INSTITUTION: material.visibility_institution_id,
        Visibility.NETWORK: material.visibility_group_id,
        Visibility.ROLES: material.allowed_roles,
    }
    return bool(needed.get(Visibility(material.visibility), True))


def _ascending(low: int | None, high: int | None) -> bool:
    return low is None or high is None or low <= high
