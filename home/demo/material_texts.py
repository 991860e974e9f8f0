"""Turning a material's table into what the bank's actions take."""

from __future__ import annotations

from typing import Any, Final

from django.db import models

from bank.actions.content import Data, StepText
from bank.models import (
    ClassYear,
    CurriculumNode,
    KeyCompetence,
    Kind,
    License,
    Subject,
    TeachingMethod,
    Visibility,
    WorkForm,
)
from home.demo.content import Table
from home.demo.stage import Stage

# Any: managers of different models, each of which finds terms by their code.
_TERMS: Final[dict[str, tuple[str, models.Manager[Any]]]] = {
    "subjects": ("subjects", Subject.objects),
    "class_years": ("classes", ClassYear.objects),
    "key_competences": ("key_competences", KeyCompetence.objects),
    "curriculum_nodes": ("curriculum", CurriculumNode.objects),
    "methods": ("methods", TeachingMethod.objects),
    "forms": ("forms", WorkForm.objects),
}
_AS_THEY_ARE: Final = {
    Kind.LESSON_PLAN: (),
    Kind.MATH_GAME: (
        *("rules", "players_min", "players_max", "age_min", "age_max"),
        *("skill", "variants", "child_authors"),
    ),
}
_LISTS: Final = {
    Kind.LESSON_PLAN: {
        "goals": "goals",
        "success_criteria": "success_criteria",
        "resources": "needed_items",
    },
    Kind.MATH_GAME: {"needed_items": "needed_items"},
}


def text_of(table: Table, stage: Stage) -> Data:
    """Give every field of the material but its files."""
    return {
        **words_of(table),
        **_audience(table, stage),
        "institution": stage.institutions[table["institution"]],
        "authors": [stage.people[key] for key in table["authors"]],
    }


def words_of(table: Table) -> Data:
    """Give what the material says, apart from whose it is in the invented gmina."""
    kind = Kind(table["kind"])
    plain = ("title", "summary", *_AS_THEY_ARE[kind])
    return {
        **{name: _trimmed(table[name]) for name in plain if name in table},
        **{name: "\n".join(table[key]) for name, key in _LISTS[kind].items()},
        **_terms(table),
        **(_lesson(table) if kind == Kind.LESSON_PLAN else {}),
        "duration_minutes": table["duration"],
        "license": License.objects.get(code=table["license"]),
        "visibility": Visibility(table["visibility"]),
    }


def _lesson(table: Table) -> Data:
    steps = [
        StepText(step["title"], step["minutes"], step["text"].strip())
        for step in table["steps"]
    ]
    return {"steps": steps, "evaluation": evaluation_of(table)}


def evaluation_of(table: Table) -> str:
    """How to see whether it worked, and how to fit it to whom one teaches."""
    return f"{table['evaluation']}\n\nDla różnych uczniów. {table['differentiation']}"


def _terms(table: Table) -> Data:
    """Find the terms that the codes of the data name, each of them."""
    found = {}
    for name, (key, terms) in _TERMS.items():
        codes = table.get(key, [])
        by_code = {term.code: term for term in terms.filter(code__in=codes)}
        found[name] = [by_code[code] for code in codes]
    return found


def _audience(table: Table, stage: Stage) -> Data:
    """Name the institution or the network that a narrow visibility means."""
    if table["visibility"] == Visibility.INSTITUTION:
        return {"visibility_institution": stage.institutions[table["institution"]]}
    if table["visibility"] == Visibility.NETWORK:
        network = stage.networks[table["visibility_network"]]
        return {"visibility_group": network.access_group}
    return {}


def _trimmed(value: str | int) -> str | int:
    return value.strip() if isinstance(value, str) else value
