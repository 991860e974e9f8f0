"""A teacher's words in the terms of our vocabularies, in whatever form they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from bank.models import ClassYear, Subject, TeachingMethod, WorkForm
from bank.models.vocabulary import Vocabulary
from search.analysis import clean, words

LONGEST_READ: Final = 2000
_ITEMS: Final = re.compile(r"[,;\n/•]|\s[–-]\s")
# What a term is called besides its label. A code that is no longer kept is ignored.
_ALSO: Final[dict[str, tuple[str, ...]]] = {
    "jezyk-obcy": (
        "język angielski", "język niemiecki", "język hiszpański", "język francuski",
        "język rosyjski", "język włoski", "j angielski", "j niemiecki", "j hiszpański",
        "angielski", "niemiecki", "english", "język obcy",
    ),
    "polski": ("j polski", "jęz polski"),
    "edukacja-wczesnoszkolna": (
        "edukacja polonistyczna", "edukacja matematyczna", "edukacja przyrodnicza",
        "edukacja społeczna", "edukacja zintegrowana", "nauczanie zintegrowane",
        "kształcenie zintegrowane", "edukacja muzyczna", "edukacja plastyczna",
        "edukacja techniczna", "nauczanie wczesnoszkolne",
    ),
    "wychowanie-przedszkolne": ("przedszkole", "zajęcia przedszkolne", "oddział przedszkolny"),
    "wf": ("wf", "kultura fizyczna"),
    "zajecia-z-wychowawca": ("godzina wychowawcza", "lekcja wychowawcza", "zajęcia z wychowawcą"),
    "wos": ("wos",),
    "edb": ("edb",),
    "wdz": ("wdż",),
    "religia": ("katecheza",),
    "swietlica": ("zajęcia świetlicowe",),
    "biblioteka": ("lekcja biblioteczna", "zajęcia biblioteczne"),
    "rewalidacja": ("rewalidacja",),
    "wyrownawcze": ("zajęcia wyrównawcze",),
    "matematyka": ("zajęcia matematyczne",),
    "indywidualna": ("indywidualna", "indywidualnie", "samodzielna", "jednostkowa"),
    "w-parach": ("w parach", "parami", "praca w parach"),
    "grupowa": ("grupowa", "w grupach", "zespołowa", "w zespołach", "w małych grupach"),
    "zbiorowa": ("zbiorowa", "frontalna", "cała klasa", "z całą klasą", "cała grupa", "wspólna", "zbiorcza"),
    "pogadanka": ("rozmowa kierowana", "rozmowa", "dyskusja"),
    "gra-dydaktyczna": ("gra dydaktyczna", "gra", "zabawa dydaktyczna"),
    "praca-z-tekstem": ("praca z podręcznikiem", "praca z książką", "praca z mapą"),
    "cwiczenia": ("ćwiczenie", "ćwiczeniowa", "metoda ćwiczeń"),
    "problemowa": ("problemowa",),
    "aktywizujace": ("aktywizująca", "aktywna"),
    "projekt": ("metoda projektu",),
    "stacje-zadaniowe": ("stacja zadaniowa", "stacje"),
}  # fmt: skip

T = TypeVar("T", bound=Vocabulary)
Terms = list[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """The terms met, and the items of the text in which there was none."""

    terms: list[T]
    unknown: list[str]


class Names(Generic[T]):
    """The terms of one vocabulary, found in running text by their lemmas."""

    def __init__(self, rows: Iterable[T]) -> None:
        self._phrases = [
            (row, [_lemmas(name) for name in (row.label, *_ALSO.get(row.code, ()))])
            for row in rows
        ]

    def within(self, text: str) -> list[T]:
        """Name the terms met, in the order of the text."""
        here = _lemmas(text[:LONGEST_READ])
        met = [
            (at, row)
            for row, phrases in self._phrases
            if (at := _first(phrases, here)) is not None
        ]
        return [row for _at, row in sorted(met, key=lambda each: each[0])]

    def listed(self, text: str) -> Found[T]:
        """Name the terms met, and keep the items that are none of them."""
        items = [item.strip(" .–-") for item in _ITEMS.split(text[:LONGEST_READ])]
        unknown = [item for item in items if item and not self.within(item)]
        return Found(self.within(text), unknown)


def _lemmas(text: str) -> Terms:
    return [frozenset(word.terms) for word in words(clean(text))]


def _first(phrases: Sequence[Terms], text: Terms) -> int | None:
    """Give the place of the first phrase met, word by word in any form."""
    for phrase in filter(None, phrases):
        for at in range(len(text) - len(phrase) + 1):
            if all(text[at + n] & word for n, word in enumerate(phrase)):
                return at
    return None


def subjects_of(hints: Sequence[str], class_codes: Sequence[str]) -> list[Subject]:
    """Tell the subject by the first hint that names one, else by the age."""
    names = Names(Subject.objects.all())
    for hint in hints:
        if found := names.within(hint):
            return found
    stages = {code[0] if code[0] == "p" else code for code in class_codes}
    code = ""
    if stages == {"p"}:
        code = "wychowanie-przedszkolne"
    elif stages and stages <= {"k1", "k2", "k3"}:
        code = "edukacja-wczesnoszkolna"
    return list(Subject.objects.filter(code=code))


def classes_of(codes: Sequence[str]) -> list[ClassYear]:
    return list(ClassYear.objects.filter(code__in=codes))


def methods_of(text: str) -> Found[TeachingMethod]:
    return Names(TeachingMethod.objects.all()).listed(text)


def forms_of(text: str) -> Found[WorkForm]:
    return Names(WorkForm.objects.all()).listed(text)
