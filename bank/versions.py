"""What one version of a material says, part by part, and what changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Field
from django.utils.translation import gettext as _

from bank.models import LessonPlan, Material, MathGame
from bank.sheet import minutes_in_words
from bank.text_diff import Piece, word_diff

_KIND_FIELDS = {
    LessonPlan: ["goals", "success_criteria", "resources", "flow", "evaluation"],
    MathGame: [
        "rules",
        "players_min",
        "players_max",
        "age_min",
        "age_max",
        "needed_items",
        "skill",
        "variants",
        "child_authors",
    ],
}
_LISTS = ["subjects", "class_years", "key_competences", "methods", "forms"]


@dataclass(frozen=True)
class Change:
    """A part of the text that differs."""

    label: str
    pieces: list[Piece]


def changes_between(before: Material | None, after: Material) -> list[Change]:
    """Name every part that differs, word by word; all of it when there is no before."""
    old = parts_of(before) if before is not None else {}
    new = parts_of(after)
    labels = [*new, *(label for label in old if label not in new)]
    return [
        Change(label, word_diff(old.get(label, ""), new.get(label, "")))
        for label in labels
        if old.get(label, "") != new.get(label, "")
    ]


def parts_of(material: Material) -> dict[str, str]:
    """Write every part of the material as text, by its label."""
    parts = {
        _("Title"): material.title,
        _("Summary"): material.summary,
        _("Time"): minutes_in_words(material.duration_minutes),
        _("Licence"): str(material.license or ""),
        _("Seen by"): material.get_visibility_display(),
        _("Authors"): ", ".join(material.author_names),
    }
    parts |= {_label(material, name): _list(material, name) for name in _LISTS}
    for name in _KIND_FIELDS[type(material)]:
        value = getattr(material, name)
        parts[_label(material, name)] = "" if value is None else str(value)
    if isinstance(material, LessonPlan):
        parts[_("How the lesson goes")] = _steps(material)
    parts[_("Attachments")] = "\n".join(map(str, material.attachments.all()))
    return parts


def _label(material: Material, name: str) -> str:
    field = cast("Field[Any, Any]", material._meta.get_field(name))
    label = str(field.verbose_name)
    return label[:1].upper() + label[1:]


def _list(material: Material, name: str) -> str:
    items: Iterable[object] = getattr(material, name).all()
    return ", ".join(map(str, items))


def _steps(material: LessonPlan) -> str:
    return "\n\n".join(
        f"{step.title} ({step.minutes or 0} min)\n{step.description}".strip()
        for step in material.steps.all()
    )
