"""By what materials can be narrowed, and the words for each value."""

from collections.abc import Callable, Collection, Mapping

from django.core.cache import cache
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext

from accounts.models import Institution
from bank.models import (
    ClassYear,
    EducationStage,
    KeyCompetence,
    Kind,
    License,
    Subject,
    TeachingMethod,
    WorkForm,
)
from bank.search_curriculum import places
from search.conditions import ALSO
from search.sources import Facet, Measure, Reader

_NAMED = "bank.searchable.named"
_LABELS_KEPT = 300  # seconds; a renamed subject may keep its old name so long
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
_STAGE_OF = "etap klasy"


def material_facets() -> list[Facet]:
    return [
        _subject(),
        _section(),
        _curriculum_item(),
        Facet("etap", gettext("Stage and class"), _labels_of("etap"), ordered=True),
        _class(),
        _kind(),
        Facet("czas", gettext("Time"), _times, ordered=True, range_name="czas"),
        Facet("metoda", gettext("Method"), _labels_of("metoda")),
        Facet("forma", gettext("Form of work"), _labels_of("forma")),
        Facet("kompetencja", gettext("Key competence"), _labels_of("kompetencja")),
        _institution(),
        Facet("licencja", gettext("Licence"), _labels_of("licencja")),
        _author(),
    ]


def material_measures() -> list[Measure]:
    return [
        Measure("minuty", gettext("Time in minutes"), range_name="czas"),
        Measure(
            "odczyty", gettext("Times read in a year"), sort_label=gettext("most read")
        ),
        Measure(
            "zastosowania",
            gettext("Times used in a year"),
            sort_label=gettext("most used"),
        ),
    ]


def _subject() -> Facet:
    return Facet(
        "przedmiot",
        gettext("Subject"),
        _labels_of("przedmiot"),
        operators=("przedmiot",),
        named=_all_of("przedmiot"),
        unknown=gettext("We know no subject “%(value)s”, so we search without it."),
    )


def _class() -> Facet:
    return Facet(
        "klasa",
        gettext("Class"),
        _labels_of("klasa"),
        ordered=True,
        parent="etap",
        above=_stages,
        operators=("klasa",),
        named=_named_of("klasa"),
        unknown=gettext("We know no class “%(value)s”, so we search without it."),
    )


def _kind() -> Facet:
    return Facet(
        "rodzaj",
        gettext("Type of material"),
        _kinds,
        operators=("typ", "rodzaj"),
        named=_every_kind,
        unknown=gettext("We know no type “%(value)s”, so we search without it."),
    )


def _institution() -> Facet:
    return Facet(
        "placowka",
        gettext("Institution"),
        _labels_of("placowka"),
        operators=("szkola", "placowka", "przedszkole"),
        named=_named_of("placowka"),
        unknown=gettext("We know no institution “%(value)s”, so we search without it."),
    )


def _section() -> Facet:
    return Facet(
        "dzial",
        gettext("Curriculum section"),
        _sections,
        ordered=True,
        parent="przedmiot",
        above=_subjects,
        on_demand=True,
        operators=("dzial", "punkt"),
        named=_every_section,
        unknown=gettext(
            "We know no curriculum section “%(value)s”, so we search without it."
        ),
    )


def _curriculum_item() -> Facet:
    return Facet(
        "punkt",
        gettext("Curriculum item"),
        _items,
        ordered=True,
        parent="dzial",
        above=_sections_above,
        on_demand=True,
        operators=("punkt",),
        named=_every_item,
        unknown=gettext(
            "We know no curriculum item “%(value)s”, so we search without it."
        ),
    )


def _author() -> Facet:
    return Facet(
        "autor",
        gettext("Author"),
        _as_written,
        listed=False,
        operators=("autor", "autorka"),
        unknown=gettext(
            "Nobody called “%(value)s” wrote anything you can see, so we search without it."
        ),
    )


def _labels_of(facet: str) -> Callable[[Collection[str], Reader], Mapping[str, str]]:
    def labels(values: Collection[str], _reader: Reader) -> dict[str, str]:
        known = _labels()[facet] if values else {}
        return {code: label for code, label in known.items() if code in values}

    return labels


def _all_of(facet: str) -> Callable[[], Mapping[str, str]]:
    return lambda: _labels()[facet]


def _named_of(facet: str) -> Callable[[], Mapping[str, str]]:
    return lambda: _named()[facet]


def _named() -> dict[str, dict[str, str]]:
    """Give all values that people name in other words, too; remembered."""
    found: dict[str, dict[str, str]] | None = cache.get(_NAMED)
    if found is None:
        found = {"klasa": _classes(), "placowka": _institutions()}
        cache.set(_NAMED, found, _LABELS_KEPT)
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


def _sections(values: Collection[str], _reader: Reader) -> dict[str, str]:
    known = _every_section() if values else {}
    return {code: label for code, label in known.items() if code in values}


def _items(values: Collection[str], _reader: Reader) -> dict[str, str]:
    known = _every_item() if values else {}
    return {code: label for code, label in known.items() if code in values}


def _every_section() -> dict[str, str]:
    return {code: each.label for code, each in places().items() if each.is_section}


def _every_item() -> dict[str, str]:
    return {code: each.label for code, each in places().items() if each.items}


def _subjects(sections: Collection[str]) -> dict[str, str]:
    known = places()
    return {code: known[code].subject for code in sections if code in known}


def _sections_above(items: Collection[str]) -> dict[str, str]:
    known = places()
    return {code: known[code].section for code in items if code in known}


def _stages(classes: Collection[str]) -> dict[str, str]:
    known = _labels()[_STAGE_OF]
    return {code: known[code] for code in classes if code in known}


def _labels() -> dict[str, dict[str, str]]:
    """Give the labels of all facets kept in tables; one query, remembered."""
    found: dict[str, dict[str, str]] | None = cache.get("bank.searchable.labels")
    if found is None:
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
            facet=Value(_STAGE_OF, CharField()), above=F("stage__code")
        )
        rows = institutions.values_list(*columns).union(
            *(each.values_list(*columns) for each in vocabularies),
            stages.values_list("facet", "code", "above", "position"),
            all=True,
        )
        found = {key: {} for key in (*_VOCABULARIES, "placowka", _STAGE_OF)}
        for facet, code, label, _position in rows.order_by("position", "label"):
            found[facet][code] = label
        cache.set("bank.searchable.labels", found, _LABELS_KEPT)
    return found


def _as_written(values: Collection[str], _reader: Reader) -> dict[str, str]:
    """Authors go by their names: whoever reads a material reads them on it."""
    return {value: value for value in values}


def _kinds(values: Collection[str], _reader: Reader) -> dict[str, str]:
    return {kind.value: str(kind.label) for kind in Kind if kind.value in values}


def _every_kind() -> dict[str, str]:
    return {kind.value: str(kind.label) for kind in Kind}


def _times(values: Collection[str], _reader: Reader) -> dict[str, str]:
    labels = {
        "do-15": gettext("up to 15 minutes"),
        "16-45": gettext("16–45 minutes"),
        "dluzej": gettext("longer than 45 minutes"),
    }
    return {value: label for value, label in labels.items() if value in values}
