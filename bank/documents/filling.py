"""What was recognised in a document, as the fields of a draft and what is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from django.utils.translation import gettext as _

from bank.documents.scenario import Scenario
from bank.documents.steps import Step
from bank.documents.vocabulary import classes_of, forms_of, methods_of, subjects_of
from bank.models.kinds import LONG_NOTE
from bank.models.material import LONGEST_TEXT

MOST_KEPT: Final = 60_000  # characters; a book stays in the attached file
MOST_PASSAGES: Final = 150
LONGEST_SUMMARY: Final = 400
LONGEST_STEP_TITLE: Final = 160
_LIMITS: Final = {
    "summary": LONGEST_SUMMARY,
    "goals": LONG_NOTE,
    "success_criteria": LONG_NOTE,
    "resources": LONG_NOTE,
    "evaluation": LONG_NOTE,
    "flow": LONGEST_TEXT,
}


@dataclass(slots=True)
class Filling:
    """The data of a draft by field, and the texts that found none."""

    # Any: each field has a type of its own, as in `bank.actions.content.Data`.
    data: dict[str, Any] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    remarks: dict[str, Any] = field(default_factory=dict)

    @property
    def recognised(self) -> list[str]:
        """The fields of the form that now hold something."""
        renamed = {"subjects": "subject"}
        names = [renamed.get(name, name) for name, value in self.data.items() if value]
        return [*names, "steps"] if self.steps else names


def scenario_of(answer: Mapping[str, Any]) -> Scenario:
    """Take the child's answer as what it is; raises `TypeError` for anything else."""
    steps = [Step(**step) for step in answer["steps"]]
    return Scenario(**{**answer, "steps": steps})


def filling_of(scenario: Scenario, *, most_steps: int) -> Filling:
    """Fit a scenario into the fields; what does not fit goes to the rest."""
    filling = Filling(rest=list(scenario.rest))
    texts = dict(scenario.texts)
    if not texts.get("summary") and scenario.suggested_summary:
        texts["summary"] = scenario.suggested_summary
        filling.remarks["suggested_summary"] = True
    filling.data = {
        "title": scenario.title,
        "subjects": subjects_of(scenario.subject_hints, scenario.class_codes),
        "class_years": classes_of(scenario.class_codes),
        "duration_minutes": scenario.minutes,
    }
    for name, most in _LIMITS.items():
        filling.data[name], over = _fitted(texts.get(name, ""), most)
        filling.rest += [over] if over else []
    _fill_vocabularies(filling, scenario)
    _fill_steps(filling, scenario.steps, most_steps)
    _bound_rest(filling)
    filling.remarks |= {
        "pictures": scenario.pictures,
        "lessons": scenario.lessons,
        "personal": scenario.personal,
    }
    return filling


def _fill_vocabularies(filling: Filling, scenario: Scenario) -> None:
    methods, forms = methods_of(scenario.methods), forms_of(scenario.forms)
    filling.data |= {"methods": methods.terms, "forms": forms.terms}
    if scenario.methods != scenario.forms:
        unknown = [*methods.unknown, *forms.unknown]
    else:
        unknown = [item for item in methods.unknown if item in forms.unknown]
    if unknown:
        items = ", ".join(dict.fromkeys(unknown))
        filling.rest.append(_("Methods and forms: %(items)s") % {"items": items})


def _fill_steps(filling: Filling, steps: list[Step], most: int) -> None:
    for step in steps[:most]:
        text, over = _fitted(step.description, LONG_NOTE)
        title = step.title[:LONGEST_STEP_TITLE]
        filling.steps.append(Step(title, step.minutes, text))
        filling.rest += [over] if over else []
    for step in steps[most:]:
        filling.rest.append(f"{step.title}\n{step.description}".strip())


def _fitted(text: str, most: int) -> tuple[str, str]:
    """Cut a text at the end of a line, or of a word, that still fits."""
    if len(text) <= most:
        return text, ""
    at = max(text.rfind("\n", 0, most), text.rfind(" ", most * 3 // 4, most))
    at = at if at > 0 else most
    return text[:at].rstrip(), text[at:].strip()


def _bound_rest(filling: Filling) -> None:
    """Keep what a person can look through; the whole is in the attached file."""
    kept: list[str] = []
    room = MOST_KEPT
    for text in filling.rest:
        if len(kept) == MOST_PASSAGES or room <= 0:
            filling.remarks["rest_cut"] = True
            break
        if len(text) > room:
            filling.remarks["rest_cut"] = True
        kept.append(text[:room])
        room -= len(text)
    filling.rest = kept


def title_from_name(name: str) -> str:
    """Make a title of a file's name: „scenariusz_ulamki-kl5.docx” → „Scenariusz ulamki kl5”."""
    stem = PurePosixPath(name).stem.replace("_", " ").replace("-", " ")
    words = " ".join(stem.split())
    return (words[:1].upper() + words[1:])[:200]
