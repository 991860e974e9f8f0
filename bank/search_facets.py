"""By what materials can be narrowed, and the words for each value."""

from collections.abc import Callable, Collection, Mapping

from django.utils.translation import gettext

from bank.models import (
    Kind,
)
from bank.search_curriculum import places
from bank.search_terms import STAGE_OF, labels_of, named_of
from search.sources import Facet, Measure, Reader


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
        known = labels_of(facet) if values else {}
        return {code: label for code, label in known.items() if code in values}

    return labels


def _all_of(facet: str) -> Callable[[], Mapping[str, str]]:
    return lambda: labels_of(facet)


def _named_of(facet: str) -> Callable[[], Mapping[str, str]]:
    return lambda: named_of(facet)


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
    known = labels_of(STAGE_OF)
    return {code: known[code] for code in classes if code in known}


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
