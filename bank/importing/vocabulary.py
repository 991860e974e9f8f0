"""The words of a file in the terms of our vocabularies."""

import re
from collections.abc import Iterable, Sequence

from bank.exceptions import BadRow
from bank.models import ClassYear, KeyCompetence, Kind, License, Subject
from bank.models.vocabulary import Vocabulary
from search.analysis import fold

_SEPARATORS = re.compile(r"[;|\n]")
_DASHES = re.compile(r"\s*[-–—]\s*")
_KINDS = {
    "": Kind.LESSON_PLAN,
    "scenario": Kind.LESSON_PLAN,
    "lesson_plan": Kind.LESSON_PLAN,
    "scenariusz": Kind.LESSON_PLAN,
    "scenariusz zajec": Kind.LESSON_PLAN,
    "math_game": Kind.MATH_GAME,
    "gra": Kind.MATH_GAME,
    "gra matematyczna": Kind.MATH_GAME,
}
_ROMAN = dict(enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"], start=1))


class Vocabularies:
    """Every vocabulary loaded once, looked up by code or label, however written."""

    def __init__(self) -> None:
        self._subjects = _named(Subject.objects.all())
        self._licenses = _named(License.objects.all())
        self._competences = _named(KeyCompetence.objects.all())
        self._classes = list(ClassYear.objects.order_by("position"))
        self._class_names = _class_names(self._classes)

    def subjects(self, value: object) -> list[int]:
        return _looked_up(self._subjects, "subject", parts(value, commas=False))

    def competences(self, value: object) -> list[int]:
        return _looked_up(self._competences, "key_competences", parts(value))

    def license(self, value: object) -> int | None:
        found = _looked_up(self._licenses, "license", parts(value))
        return found[0] if found else None

    def class_years(self, value: object) -> list[int]:
        """Understand „klasa V”, „5”, „IV–VI”, „k5” and „4-latki”."""
        found = [pk for name in parts(value) for pk in self._class_span(name)]
        return list(dict.fromkeys(found))

    def _class_span(self, name: str) -> list[int]:
        exact = self._class_names.get(_plain(name))
        if exact is not None:
            return [exact]
        ends = _DASHES.split(_without_class(_plain(name)))
        places = [self._class_names.get(end) for end in ends]
        if len(places) != len(("first", "last")) or None in places:
            raise BadRow("class_years", f"unknown: {name[:40]}")
        order = [each.pk for each in self._classes]
        first, last = sorted(order.index(pk) for pk in places if pk is not None)
        return order[first : last + 1]


def kind(value: object) -> Kind:
    try:
        return _KINDS[_plain(str(value or ""))]
    except KeyError:
        raise BadRow("kind", f"unknown: {str(value)[:40]}") from None


def parts(value: object, *, commas: bool = True) -> list[str]:
    """Give the items of a JSON list, or of a text with separators."""
    if isinstance(value, list | tuple):
        items: Iterable[str] = map(str, value)
    else:
        text = "" if value is None else str(value)
        items = _SEPARATORS.split(text.replace(",", ";") if commas else text)
    return [item.strip() for item in items if item.strip()]


def _named(rows: Iterable[Vocabulary]) -> dict[str, int]:
    return {_plain(name): row.pk for row in rows for name in (row.label, row.code)}


def _class_names(classes: Sequence[ClassYear]) -> dict[str, int]:
    names = _named(classes)
    for row in classes:
        names[_without_class(_plain(row.label))] = row.pk
    for number, roman in _ROMAN.items():
        if roman in names:
            names[str(number)] = names[f"klasa {number}"] = names[roman]
    return names


def _without_class(name: str) -> str:
    return re.sub(r"^(klasa|klasy|kl\.?)\s+", "", name)


def _plain(name: str) -> str:
    return fold(" ".join(name.lower().split()))


def _looked_up(names: dict[str, int], column: str, wanted: list[str]) -> list[int]:
    found = []
    for name in wanted:
        pk = names.get(_plain(name))
        if pk is None:
            raise BadRow(column, f"unknown: {name[:40]}")
        found.append(pk)
    return list(dict.fromkeys(found))
