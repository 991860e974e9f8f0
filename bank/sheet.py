"""What the page, the preview, the review and the print of a material show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bank.models import Attachment, LessonPlan, LessonStep, Material, MathGame
from bank.time_bar import TimeBar, time_bar

if TYPE_CHECKING:
    from bank.models import CurriculumNode


@dataclass(frozen=True)
class Passage:
    """A titled part of the text; empty ones are left out."""

    title: str
    text: str
    is_list: bool = False

    @property
    def lines(self) -> list[str]:
        return [line.strip(" \t-•*") for line in self.text.splitlines() if line.strip()]


@dataclass(frozen=True)
class Pair:
    term: str
    value: str


@dataclass(frozen=True)
class FileLine:
    """What `components/files.html` shows of an attachment."""

    url: str
    name: str
    note: str
    size: int


@dataclass(frozen=True)
class Sheet:
    """A material, decided for showing."""

    material: Material
    kind: str
    is_published: bool  # this very text, not only the material
    facts: list[str]
    before: list[Passage]
    steps: list[LessonStep]
    after: list[Passage]
    pairs: list[Pair]
    bar: TimeBar | None
    files: list[FileLine]
    nodes: list[CurriculumNode]
    competences: list[str]


def sheet_of(material: Material, *, is_published: bool = False) -> Sheet:
    """Decide what is shown of `material`; reads what `for_detail` loads."""
    specific = material.specific
    steps = list(specific.steps.all()) if isinstance(specific, LessonPlan) else []
    return Sheet(
        material=material,
        kind=capfirst(material.get_kind_display()),
        is_published=is_published,
        facts=facts_of(material),
        before=_filled(_before(specific)),
        steps=steps,
        after=_filled(_after(specific)),
        pairs=_pairs(material, specific),
        bar=time_bar(
            [step.minutes or 0 for step in steps], declared=material.duration_minutes
        ),
        files=[_file_line(attachment) for attachment in material.attachments.all()],
        nodes=list(material.curriculum_nodes.all()),
        competences=[str(item) for item in material.key_competences.all()],
    )


def facts_of(material: Material) -> list[str]:
    """Name origin, subject, class, time and licence, as the line under a title."""
    return [
        fact
        for fact in [
            _("Starter material") if material.is_starter else "",
            capfirst(_joined(material.subjects.all())),
            _joined(material.class_years.all()),
            minutes_in_words(material.duration_minutes),
            str(material.license or ""),
        ]
        if fact
    ]


def minutes_in_words(minutes: int | None) -> str:
    if not minutes:
        return ""
    return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {
        "number": minutes
    }


def _before(material: Material) -> list[Passage]:
    if isinstance(material, LessonPlan):
        return [
            Passage(_("Goals in the pupils' words"), material.goals, is_list=True),
            Passage(_("Success criteria"), material.success_criteria, is_list=True),
            Passage(_("Teaching aids"), material.resources, is_list=True),
        ]
    material = cast(MathGame, material)
    return [
        Passage(_("What is needed"), material.needed_items, is_list=True),
        Passage(_("Rules of the game"), material.rules),
    ]


def _after(material: Material) -> list[Passage]:
    if isinstance(material, LessonPlan):
        return [
            Passage(_("How the lesson goes"), material.flow),
            Passage(_("Evaluation of the lesson"), material.evaluation),
        ]
    return [Passage(_("Variants"), cast(MathGame, material).variants)]


def _filled(passages: Iterable[Passage]) -> list[Passage]:
    return [passage for passage in passages if passage.text.strip()]


def _pairs(material: Material, specific: Material) -> list[Pair]:
    pairs = [
        Pair(_("Authors"), ", ".join(material.author_names)),
        Pair(_("Institution"), str(material.institution or "")),
        *_kind_pairs(specific),
        Pair(_("Forms of work"), _joined(material.forms.all())),
        Pair(_("Methods"), _joined(material.methods.all())),
        Pair(_("Licence"), _license(material)),
        Pair(_("Seen by"), _visibility(material)),
    ]
    return [pair for pair in pairs if pair.value.strip()]


def _license(material: Material) -> str:
    return material.license.name if material.license else ""


def _kind_pairs(material: Material) -> list[Pair]:
    if isinstance(material, LessonPlan):
        return []
    material = cast(MathGame, material)
    return [
        Pair(_("Players"), _span(material.players_min, material.players_max)),
        Pair(_("Age"), _span(material.age_min, material.age_max)),
        Pair(_("Skill"), material.skill),
        Pair(_("Made by the children of"), material.child_authors),
    ]


def _span(least: int | None, most: int | None) -> str:
    ends = [str(end) for end in (least, most) if end is not None]
    return "–".join(dict.fromkeys(ends))


def _visibility(material: Material) -> str:
    named = material.visibility_institution or material.visibility_group
    words = material.get_visibility_display()
    return f"{words}: {named}" if named else words


def _joined(items: Iterable[object]) -> str:
    return ", ".join(str(item) for item in items)


def _file_line(attachment: Attachment) -> FileLine:
    file = attachment.file
    note = file.name if attachment.title else ""
    return FileLine(file.get_absolute_url(), str(attachment), note, file.size)
