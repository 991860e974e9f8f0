"""Polish text to terms: the one place that decides what counts as the same word.

The index and the query go through this module, whichever engine stands behind, so
a query means the same on each. A word becomes all its Morfeusz lemmas, or its
Snowball stem when Morfeusz does not know it, without Polish letters.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import morfeusz2
import snowballstemmer

# Part of the index's signature: raise it whenever the same text gives other terms.
VERSION = 2
LONGEST_WORD = 64
MOST_VARIANTS = 2048

_WORD = re.compile(r"[^\W_]+")
# What copied text brings along: soft hyphens, joiners, marks of direction.
_INVISIBLE = dict.fromkeys(
    [
        *(0, 0xAD, 0x061C, 0x180E, 0xFEFF),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F)),
        *(*range(0x2060, 0x2070), *range(0xFE00, 0xFE10)),
    ]
)
# Cyrillic letters that look like ours; one of them within a word is a slip.
_LOOK_ALIKES = str.maketrans("асеіјкмнортухвѕ", "aceijkmhoptyxbs")
_CYRILLIC = re.compile("[а-џ]")
_LATIN = re.compile("[a-ząćęłńóśźż]")
_INVISIBLE_SIGN = re.compile(f"[{re.escape(''.join(map(chr, _INVISIBLE)))}]")
_FOLDED = str.maketrans("ąćęłńóśźżđøßæœ", "acelnoszzdosao")
_POLISH = "ąćęłńóśźż"
_RESTORED = {"a": "aą", "c": "cć", "e": "eę", "l": "lł", "n": "nń", "o": "oó"} | {
    "s": "sś",
    "z": "zźż",
}

# How the ending of an unknown noun looked before its case softened it: „w kahoocie”
# from „kahoot”, „sketchnotek” from „sketchnotka”. Both stems stand for the word.
_SOFTENED = [("ście", "st"), ("cie", "t"), ("dzie", "d"), ("rze", "r")] + [
    (f"{hard}{ending}", f"{hard}ka")
    for hard in "bdfglłmnprstw"
    for ending in ("ce", "ek")
]
_SHORTEST_STEM = 4

_lock = threading.Lock()
# Lower-case text loses „Kraków” unless case is ignored.
_morfeusz = morfeusz2.Morfeusz(
    generate=False, case_handling=morfeusz2.IGNORE_CASE, expand_tags=False
)
_stemmer = snowballstemmer.stemmer("polish")


@dataclass(frozen=True, slots=True)
class Reading:
    """One lemma of a word: as a person writes it, and as the index does."""

    lemma: str
    term: str


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a form, apart from where it stands."""

    form: str
    folded: str
    readings: tuple[Reading, ...]
    terms: tuple[str, ...]
    is_known: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A word in its place in a text."""

    form: str
    start: int
    end: int


def clean(text: str) -> str:
    """Compose accents and drop invisible characters; what is stored is shown so."""
    if _INVISIBLE_SIGN.search(text):
        text = text.translate(_INVISIBLE)
    return unicodedata.normalize("NFC", text)


def fold(form: str) -> str:
    """Write a lower-case form without Polish letters and accents."""
    plain = form.translate(_FOLDED)
    if plain.isascii():
        return plain
    bare = unicodedata.normalize("NFD", plain)
    return "".join(char for char in bare if not unicodedata.combining(char))


def has_polish_letters(form: str) -> bool:
    return any(char in _POLISH for char in form)


def occurrences(text: str) -> Iterator[re.Match[str]]:
    """Find the words of a cleaned text in order, as they stand there."""
    return _WORD.finditer(text)


def distinct_words(texts: Iterable[str]) -> set[str]:
    """Name the words of cleaned texts, each once, as they stand there."""
    return {written for text in texts for written in _WORD.findall(text)}


def form_of(written: str) -> str:
    """Give the lower-case form of a word as it stands in a text."""
    if not written.isascii():
        written = unicodedata.normalize("NFKC", written)
        written = "".join(_WORD.findall(written)).lower()
        if _CYRILLIC.search(written) and _LATIN.search(written):
            written = written.translate(_LOOK_ALIKES)
    return written.lower()[:LONGEST_WORD]


def tokens(text: str) -> Iterator[Token]:
    """Name the words of a cleaned text in order."""
    for match in occurrences(text):
        if form := form_of(match.group()):
            yield Token(form, match.start(), match.end())


@lru_cache(maxsize=1 << 15)
def word(form: str) -> Word:
    """Tell what is known of a lower-case form."""
    lemmas = _lemmas(form)
    readings = [Reading(lemma, fold(lemma)) for lemma in lemmas or _stems(form)]
    terms = tuple(dict.fromkeys(reading.term for reading in readings))
    return Word(form, fold(form), tuple(readings), terms, bool(lemmas))


@lru_cache(maxsize=1 << 12)
def word_as_written(written: str) -> Word | None:
    """Tell what is known of a word as it stands in a text."""
    form = form_of(written)
    return word(form) if form else None


def forms(text: str) -> list[str]:
    """Name the words of a cleaned text in order; like `tokens`, without the places."""
    if not unicodedata.is_normalized("NFKC", text):
        return [token.form for token in tokens(text)]
    return [form[:LONGEST_WORD] for form in _WORD.findall(text.lower())]


def words(text: str) -> list[Word]:
    """Analyse a cleaned text in its order."""
    return [word(form) for form in forms(text)]


def is_known(form: str) -> bool:
    """Whether Morfeusz knows the form; asked of many guesses, so not remembered."""
    with _lock:
        return all(found[2] != "ign" for _, _, found in _morfeusz.analyse(form))


@lru_cache(maxsize=1 << 12)
def with_polish_letters(form: str) -> tuple[str, ...]:
    """Name words Morfeusz knows that look like `form` when typed in haste."""
    options = [_RESTORED.get(char, char) for char in form]
    number = 1
    for option in options:
        number *= len(option)
    if number > MOST_VARIANTS:
        return ()
    guesses = ("".join(letters) for letters in product(*options))
    return tuple(guess for guess in guesses if guess != form and is_known(guess))


def _stems(form: str) -> list[str]:
    """Give the stems of a form that Morfeusz does not know: a name or a new word."""
    nominatives = (
        form[: -len(ending)] + instead
        for ending, instead in _SOFTENED
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST_STEM
    )
    with _lock:
        stems = [_stemmer.stemWord(each) for each in (form, *nominatives)]
    return list(dict.fromkeys(stems))


def _lemmas(form: str) -> list[str]:
    """Give the distinct lemmas of a form, or none when Morfeusz does not know it."""
    if form.isdigit():
        return [form]
    with _lock:
        edges = [(start, found[:3]) for start, _, found in _morfeusz.analyse(form)]
    if not edges or any(found[2] == "ign" for _, found in edges):
        return _lemmas_of_half(form)
    # „zrobił-by-m”: endings that Morfeusz splits off are no words of their own.
    whole = [found for start, found in edges if start == 0] or [edges[0][1]]
    lemmas = {found: _without_homonym_number(found[1]) for found in whole}
    # A gerund has a plural only on paper; it would make „uczeń” a form of „uczyć”.
    if form in lemmas.values():
        lemmas = {each: lemmas[each] for each in lemmas if each[2][:6] != "ger:pl"}
    return list(dict.fromkeys(lemmas.values()))


def _lemmas_of_half(form: str) -> list[str]:
    """Give the lemmas of „matematyczno”, „pytająco”: adjectives with no other use."""
    if not form.endswith("o") or len(form) <= _SHORTEST_STEM:
        return []
    with _lock:
        edges = [
            found
            for ending in ("y", "i")
            for _, _, found in _morfeusz.analyse(form[:-1] + ending)
        ]
    lemmas = (
        _without_homonym_number(found[1])
        for found in edges
        if found[2].startswith(("adj:", "pact:"))
    )
    return list(dict.fromkeys(lemmas))


def _without_homonym_number(lemma: str) -> str:
    """Turn „zamek:Sm3~a” into „zamek”."""
    return (lemma.split(":", 1)[0] or lemma).lower()
