"""The words for values of facets that are kept in tables; all are remembered."""

from django.core.cache import cache
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from accounts.models import Institution
from bank.models import (
    ClassYear,
    EducationStage,
    KeyCompetence,
    License,
    Subject,
    TeachingMethod,
    WorkForm,
)
from search.conditions import ALSO

_LABELS, _NAMED = "bank.search_terms.labels", "bank.search_terms.named"
_KEPT = 300  # seconds; a renamed subject may keep its old name so long
_VOCABULARIES = {
    "etap": EducationStage,
    "przedmiot": Subject,
    "klasa": ClassYear,
    "kompetencja": KeyCompetence,
    "licencja": License,
    "metoda": TeachingMethod,
    "forma": WorkForm,
}
# Beside the labels: the stage of each class.
STAGE_OF = "etap-klasy"


def labels_of(facet: str) -> dict[str, str]:
    """Give the labels of one facet in the order of its table."""
    # Kept facet by facet: whoever asks for subjects need not read all schools.
    found: dict[str, str] | None = cache.get(f"{_LABELS}.{facet}")
    if found is None:
        every = _read_labels()
        cache.set_many({f"{_LABELS}.{key}": each for key, each in every.items()}, _KEPT)
        found = every[facet]
    return found


def named_of(facet: str) -> dict[str, str]:
    """Give all values of one facet with other words that people have for them."""
    found: dict[str, dict[str, str]] | None = cache.get(_NAMED)
    if found is None:
        found = {"klasa": _classes(), "placowka": _institutions()}
        cache.set(_NAMED, found, _KEPT)
    return found[facet]


def _read_labels() -> dict[str, dict[str, str]]:
    """Read all of them in one query."""
    columns = ("facet", "code", "label", "position")
    institutions = Institution.objects.order_by().annotate(
        facet=Value("placowka", CharField()),
        code=Cast("pk", CharField()),
        label=F("name"),
        position=Value(0),
    )
    vocabularies = [
        QuerySet(model).order_by().annotate(facet=Value(key, CharField()))
        for key, model in _VOCABULARIES.items()
    ]
    stages = ClassYear.objects.order_by().annotate(
        facet=Value(STAGE_OF, CharField()), above=F("stage__code")
    )
    rows = institutions.values_list(*columns).union(
        *(each.values_list(*columns) for each in vocabularies),
        stages.values_list("facet", "code", "above", "position"),
        all=True,
    )
    found: dict[str, dict[str, str]] = {
        key: {} for key in (*_VOCABULARIES, "placowka", STAGE_OF)
    }
    for facet, code, label, _position in rows.order_by("position", "label"):
        found[facet][code] = label
    return found


def _classes() -> dict[str, str]:
    """Name classes as people type them, too: „klasa 5”; „5-latki” are no class."""
    figures = {each: each.in_figures for each in ClassYear.objects.all()}
    return {
        each.code: f"{each}{ALSO}{number}" for each, number in figures.items() if number
    }


def _institutions() -> dict[str, str]:
    found = Institution.objects.values_list("pk", "name", "short_name")
    return {str(pk): f"{name}{ALSO}{short}" for pk, name, short in found}
