"""The words with which teachers head the parts of a scenario."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from bank.documents.blocks import Line

LONGEST_LABEL: Final = 90


class Section(StrEnum):
    """A part of a scenario; the values of most are fields of the form."""

    TITLE = "title"
    SUBJECT = "subject"
    CLASS_YEARS = "class_years"
    DURATION = "duration_minutes"
    SUMMARY = "summary"
    GOALS = "goals"
    CRITERIA = "success_criteria"
    METHODS = "methods"
    FORMS = "forms"
    METHODS_AND_FORMS = "methods_and_forms"
    RESOURCES = "resources"
    FLOW = "flow"
    PHASE = "phase"
    HOMEWORK = "homework"
    EVALUATION = "evaluation"
    KIND = "kind"  # „Scenariusz zajęć”: says what the document is
    OTHER = "other"  # known, and without a field of ours


FACTS: Final = frozenset(
    {
        Section.TITLE,
        Section.SUBJECT,
        Section.CLASS_YEARS,
        Section.DURATION,
    }
)

_OF = r"(?: (?:lekcji|lekcyjn\w+|zajec|zajecia|zajec edukacyjnych|spotkania|scenariusza|dnia|zabawy|warsztatow|jednostki))*"
_WORDS: Final[dict[Section, str]] = {
    Section.TITLE: rf"temat(?: zapisany| glowny| kompleksowy| tygodnia)?{_OF}|tytul{_OF}"
    r"|(?:lesson )?(?:topic|title)",
    Section.SUBJECT: r"przedmiot(?: nauczania| szkolny)?|(?:rodzaj )?edukacj[aei]"
    r"|zajecia edukacyjne|nazwa przedmiotu|subject",
    Section.CLASS_YEARS: r"(?:dla )?klas[ay](?: i poziom)?|kl|poziom(?: nauczania| klasy)?"
    r"|grupa(?: wiekowa| docelowa)?|wiek(?: dzieci| uczniow| uczestnikow)?"
    r"|adresa(?:ci|t)|odbiorcy|uczestnicy|dla kogo|etap(?: edukacyjny)?|grade|class",
    Section.DURATION: rf"(?:przewidywany |orientacyjny |laczny )?czas(?: trwania| realizacji| pracy)?{_OF}"
    r"|(?:liczba|ilosc)(?: godzin| jednostek)(?: lekcyjnych)?|wymiar(?: godzin| czasu)?"
    r"|time|duration",
    Section.SUMMARY: rf"streszczenie{_OF}|(?:krotki |ogolny )?opis{_OF}|w skrocie|o czym sa zajecia"
    r"|idea zajec|glowna mysl(?: zajec)?|abstrakt|wstepny opis",
    Section.GOALS: r"cel(?:e|em)?(?: (?:ogoln\w+|szczegolow\w+|operacyjn\w+|glown\w+|nadrzedn\w+"
    r"|ksztalcen\w+|ksztalcac\w+|dydaktyczn\w+|wychowawcz\w+|poznawcz\w+|edukacyjn\w+|praktyczn\w+"
    r"|nauczania|uczenia sie|terapeutyczn\w+|lekcji|zajec|zabawy|sformulowane|w jezyku ucznia"
    r"|dla ucznia|i|oraz|wg|wedlug|w|jezyku|ucznia|szczegolowych))*"
    r"|zakladane (?:cele|efekty|osiagniecia)(?: uczniow| uczenia sie)?"
    r"|efekty (?:uczenia sie|ksztalcenia)|aims?|objectives?|goals?"
    r"|(?:lesson )?(?:aims?|objectives?)|wiadomosci|umiejetnosci|postawy",
    Section.CRITERIA: r"kryteri(?:a|um) (?:sukcesu|oceniania|osiagniecia celu)(?: (?:dla|w jezyku) uczni\w+)?(?: nacobezu)?"
    r"|na ?co ?be ?zu|na co bed\w+ zwrac\w+ uwage|success criteria"
    r"|po czym poznam\w*,? ze (?:.{0,40})|skad bede wiedziec.{0,40}",
    Section.METHODS: r"metody(?: i techniki| oraz techniki)?(?: pracy| nauczania| aktywizujace| dydaktyczne)*"
    r"|techniki(?: pracy)?|methods?",
    Section.FORMS: r"form[ay](?: organizacyjn\w+)?(?: pracy| zajec| organizacji| nauczania| uczniow| dzieci)*",
    Section.METHODS_AND_FORMS: r"(?:metody|formy)(?: pracy| nauczania)?,?(?: i| oraz|/)? ?(?:formy|metody)"
    r"(?: pracy| nauczania| realizacji| organizacyjne| zajec| stosowane na lekcji)*",
    Section.RESOURCES: r"(?:srodki|pomoce|materialy|potrzebne materialy|potrzebne|przybory|rekwizyty)"
    r"(?: (?:dydaktyczne|naukowe|i|oraz|pomoce|materialy|srodki|przybory|potrzebne|do|zajec|lekcji|wykorzystane|na|dla|ucznia|nauczyciela|techniczne))*"
    r"|(?:materials|teaching aids|resources)|co przygotowac|wyposazenie|do przygotowania",
    Section.FLOW: rf"(?:szczegolowy |planowany |ramowy )?(?:przebieg|tok|plan|struktura|organizacja|scenariusz przebiegu){_OF}"
    r"(?: metodyczny| dydaktyczny| czynnosci)?|przebieg(?: zabawy| gry| spotkania| i organizacja.{0,20})"
    r"|czynnosci nauczyciela i uczniow|procedure|stages|lesson (?:stages|procedure)",
    Section.HOMEWORK: r"(?:zadana )?(?:praca|zadanie) (?:domow[ae]|do domu)|homework"
    r"|zadanie dla chetnych",
    Section.EVALUATION: rf"ewaluacja{_OF}|(?:sposoby?|metody) (?:sprawdz\w+|ocen\w+|kontroli|ewaluacji)(?: \w+){{0,3}}"
    r"|informacja zwrotna|refleksj[ae](?: po (?:lekcji|zajeciach)| nauczyciela)?|samoocena(?: uczniow)?|assessment|evaluation",
    Section.KIND: r"(?:scenariusz|konspekt|plan|projekt)(?: (?:lekcji|zajec|zajecia|hospitac\w+|otwart\w+|edukacyjn\w+|dydaktyczn\w+|metodyczn\w+|nr|\d+))*"
    r"|lesson plan",
    Section.OTHER: r"(?:autor|autorka|autorzy|opracowanie|opracowal\w*|przygotowal\w*|prowadzac\w+|nauczyciel(?:ka)?(?: prowadzac\w+)?|imie i nazwisko(?: nauczyciela)?)"
    r"|data(?: zajec| realizacji)?|miejsce(?: realizacji| zajec)?|szkola|placowka|liczba (?:uczniow|dzieci|uczestnikow)"
    r"|(?:realizacja |punkty |wymagania |tresci |zapisy )?(?:z )?podstaw\w+ programow\w+.{0,40}|tresci (?:nauczania|ksztalcenia|programowe)|obszar\w*(?: \w+){0,3}"
    r"|kompetencje(?: kluczowe)?(?: ksztaltowane.{0,30}| rozwijane.{0,30})?|kluczowe kompetencje|bibliografia|literatura|zrodla|netografia|zalaczniki?(?: nr)?(?: \d+)?"
    r"|uwagi(?: .{0,30})?|dzial(?: programowy)?|program(?: nauczania)?|podrecznik|slowa kluczowe|pojecia kluczowe"
    r"|indywidualizacja.{0,40}|dostosowani[ae].{0,60}|bezpieczenstwo|korelacja.{0,40}|karta pracy(?: nr)?(?: \d+)?|pytani[ea] kluczow\w+|notatka(?: do zeszytu)?|zapis na tablicy",
}
_PHASE: Final = (
    r"(?:(?:faza|czesc|etap|ogniwo|moment)(?: (?:[ivx]+|\d+|pierwsz\w+|drug\w+|trzeci\w+))?[:.\-– ]*"
    r"(?:(?:zajec|lekcji) )?(?:wprowadzaj\w+|wstepn\w+|realizac\w+|realizuj\w+|glown\w+|wlasciw\w+|podsumow\w+|koncow\w+|zasadnicz\w+|organizac\w+|przygotow\w+|zamykaj\w+|postepuj\w+|operatywn\w+)"
    r"|(?:faza|czesc|etap|ogniwo) (?:[ivx]+|\d+|pierwsz\w+|drug\w+|trzeci\w+)(?: .{0,40})?"
    r"|wstep|wprowadzenie(?: (?:do tematu|do lekcji|do zajec|nowej? \w+))?|rozwiniecie|zakonczenie(?: (?:zajec|lekcji))?|podsumowanie(?: (?:zajec|lekcji|i .{0,30}))?"
    r"|rozgrzewka(?: .{0,20})?|(?:czynnosci|czesc|sprawy) (?:organizacyjn\w+|wstepne|porzadkow\w+)(?:[- ]porzadkow\w+)?|realizacja(?: (?:tematu|zajec|lekcji))?"
    r"|powitanie|pozegnanie|praca wlasciwa|cwiczenia wlasciwe|czesc glowna|utrwalenie(?: .{0,30})?"
    r"|warm[- ]?up|lead[- ]?in|presentation|practice|production|wrap[- ]?up|cool[- ]?down)"
)
_HEADS: Final = {key: re.compile(words) for key, words in _WORDS.items()}
_PHASE_HEAD: Final = re.compile(_PHASE)
# „Cele (uczeń):”, „Metody pracy – podające”, „NaCoBeZu. …”
_TAIL: Final = re.compile(r"\s*\(([^()]{0,80})\)\s*$")
_DIVIDERS: Final = re.compile(r"\s*:\s*|\s+[–—-]\s+|\t+|\.\s+(?=\w)")
_LETTERS: Final = str.maketrans("ąćęłńóśźż", "acelnoszz")
_TYPED_MARKER: Final = re.compile(
    r"(?:([•●○▪■◦·–—*+→➢✓✔-]|)|(\d{1,2}[.)]|[IVX]{1,5}[.)]|[a-h][.)]))\s+(?=\S)"
)
_GLUED_MARKER: Final = re.compile(r"([IVX]{1,5}\.|\d{1,2}[.)])(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that heads a part, and what follows the label in the same line."""

    section: Section
    label: str
    rest: str


def plain(text: str) -> str:
    """Lower case without Polish letters: what labels are compared in."""
    lower = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    return " ".join(lower.replace("„", "").replace("”", "").replace('"', "").split())


def unmarked(line: Line) -> Line:
    """Take a mark of a list that was typed by hand off the text."""
    if line.marker:
        return line
    found = _TYPED_MARKER.match(line.text) or _GLUED_MARKER.match(line.text)
    if found is None:
        return line
    marker = found[0].strip() if found[found.lastindex or 0] else "–"
    marker = marker if marker[0].isalnum() else "–"
    return replace(line, text=line.text[found.end() :].strip(), marker=marker)


def label_of(line: Line) -> Labelled | None:
    """Tell which part a line heads: wholly, or by its beginning and a divider."""
    text = line.text
    if (section := _section(text)) is not None:
        return Labelled(section, text, "")
    for divider in _DIVIDERS.finditer(text[: LONGEST_LABEL + 20]):
        section = _section(text[: divider.start()])
        if section is not None and _divides(divider[0], section, line):
            return Labelled(section, text[: divider.start()], text[divider.end() :])
    return _by_a_bare_word(line)


def _divides(divider: str, section: Section, line: Line) -> bool:
    """A full stop or a dash divides less surely than a colon."""
    if divider.strip() == ":" or "\t" in divider:
        return True
    if divider.startswith("."):
        return section in {Section.CRITERIA, Section.HOMEWORK}
    return section not in {Section.KIND, Section.OTHER} and not line.marker


def _by_a_bare_word(line: Line) -> Labelled | None:
    """„Klasa VI b”, „Temat „Ułamki””: no divider at all."""
    found = re.match(
        r"(temat(?: lekcji| zajęć)?|klasa)\s+(?=\S)", line.text, re.IGNORECASE
    )
    if found is None or len(line.text) > LONGEST_LABEL:
        return None
    rest = line.text[found.end() :]
    if plain(found[1]) == "klasa":
        return Labelled(Section.CLASS_YEARS, found[1], rest)
    is_quoted = rest[0] in "„\"“'«" or line.stands_out
    return Labelled(Section.TITLE, found[1], rest) if is_quoted else None


@lru_cache(maxsize=4096)
def _section(text: str) -> Section | None:
    if len(text) > LONGEST_LABEL:
        return None
    bare = plain(_TAIL.sub("", text.strip())).strip(" .:;,–—-*_")
    if not bare:
        return None
    # The more particular before the more general.
    if _HEADS[Section.METHODS_AND_FORMS].fullmatch(bare):
        return Section.METHODS_AND_FORMS
    for section, words in _HEADS.items():
        if words.fullmatch(bare):
            return section
    return Section.PHASE if _PHASE_HEAD.fullmatch(bare) else None


def is_phase(text: str) -> bool:
    """Whether a title, without its minutes, names a phase of a lesson."""
    bare = plain(_TAIL.sub("", text)).strip(" .:;,–—-*_")
    return bool(_PHASE_HEAD.fullmatch(bare))
