"""Figures in a teacher's writing: minutes, lesson hours, classes and ages."""

from __future__ import annotations

import re
from typing import Final

from bank.documents.labels import plain

LESSON: Final = 45
LONGEST: Final = 600  # minutes of one scenario; more is a mistake in reading

_UNIT = r"(?:min(?:ut(?:y|a|e)?)?\b\.?|['’′](?!\w))"
_MINUTES: Final = re.compile(
    rf"(?:(?:ok\.?|okolo|około|~|do|czas:?|po)\s*)?(?<![\d,.:/])(\d{{1,3}})\s*(?:(?:-|–|—|do)\s*(\d{{1,3}})\s*)?{_UNIT}",
    re.IGNORECASE,
)
_ROUND: Final = re.compile(
    rf"[(\[]\s*{_MINUTES.pattern}[^()\[\]]{{0,15}}[)\]]", re.IGNORECASE
)
_CLOCK: Final = re.compile(
    r"(?<!\d)(\d{1,2})[.:](\d{2})\s*(?:-|–|—)\s*(\d{1,2})[.:](\d{2})(?!\d)"
)
_TIMES: Final = re.compile(r"(\d{1,2})\s*[x×*]\s*(\d{1,3})\s*(?:min|')", re.IGNORECASE)
_LESSONS: Final = re.compile(
    r"(\d{1,2}|jedna|dwie|trzy|cztery)\s*(?:x\s*)?(?:godz\w*\.?|h|jednost\w+|lekcj\w+)\s*"
    r"(?:lekc\w*\.?|dydakt\w*\.?|zegarow\w+)?"
)
_HOURS: Final = re.compile(r"(\d{1,2})(?:[.,](\d))?\s*(?:godz\w*\.?|h)\b")
_WORDS: Final = {"jedna": 1, "dwie": 2, "trzy": 3, "cztery": 4}
_NUMBERED: Final = [
    ("i", "pierwsz"), ("ii", "drug"), ("iii", "trzeci"), ("iv", "czwart"),
    ("v", "piat"), ("vi", "szost"), ("vii", "siodm"), ("viii", "osm"),
]  # fmt: skip
_ROMAN: Final = {roman: n for n, (roman, _word) in enumerate(_NUMBERED, start=1)}
_ORDINAL: Final = [(word, n) for n, (_roman, word) in enumerate(_NUMBERED, start=1)]
_ONE = r"(?:viii|vii|vi|iv|iii|ii|i|v|[1-8])"
_CLASS: Final = re.compile(
    rf"\bkl(?:as\w*\b|\.)?\s*:?\s*({_ONE})(?:\s*[a-h](?:\s*[,/i]\s*[a-h])*)?\b"
    rf"(?:\s*(-|–|—|do|,|/|i|oraz)\s*(?:kl(?:as\w*\b|\.)?\s*)?({_ONE})(?:\s*[a-h])?\b)?"
    rf"(?:\s*(?:,|i|oraz)\s*({_ONE})\b)?"
)
_BARE_CLASS: Final = re.compile(
    rf"^\s*({_ONE})\s*\.?(?:\s*[a-h]\b)?(?:\s*(-|–|—|do|,|/|i|oraz)\s*({_ONE})(?:\s*[a-h])?\b)?"
    rf"(?:\s*(?:,|i|oraz)\s*({_ONE})\b)?(?=\W|$)"
)
_CLASS_BY_WORD: Final = re.compile(
    r"\b(?:klas\w+\s+(pierwsz|drug|trzeci|czwart|piat|szost|siodm|osm)\w*"
    r"|(pierwsz|drug|trzeci|czwart|piat|szost|siodm|osm)\w*\s+klas\w+)"
)
_AGES: Final = re.compile(
    r"\b([3-6])(?:\s*(-|–|—|i|,|/|do)\s*([3-6]))?[\s\-–]*(?:-?letni\w*|-?lat\w+|lat\b|r\.? ?z\.?)"
)
_AGE_WORDS: Final = {"trzylat": 3, "czterolat": 4, "pieciolat": 5, "szesciolat": 6}
_BEYOND: Final = re.compile(
    r"\b(?:liceum|technikum|lo\b|ponadpodstaw\w+|branzow\w+|gimnazj\w+)"
)


def minutes_in(text: str) -> int | None:
    """Read „(10 min)”, „5–10 minut”, „15'”; of a range the longer."""
    found = _ROUND.search(text) or _MINUTES.search(text)
    if found is None:
        return _clock(text)
    value = int(found[2] or found[1])
    return value if 0 < value <= LONGEST else None


def span_in(text: str) -> tuple[int, int] | None:
    """Read „5–15 min” as two figures: it may be a place on a time line."""
    found = _MINUTES.search(text)
    if found is None or not found[2]:
        return None
    return int(found[1]), int(found[2])


def without_minutes(text: str) -> str:
    """Give a title without its minutes and the marks that held them."""
    bare = _ROUND.sub(" ", text)
    if bare == text:
        bare = _MINUTES.sub(" ", text, count=1)
    bare = re.sub(r"\(\s*\)|\[\s*\]", " ", bare)
    return " ".join(bare.split()).strip(" –—-:;,.|")


def has_minutes(text: str) -> bool:
    return minutes_in(text) is not None


def cell_minutes(text: str) -> int | None:
    """Read a cell of a column of times, where a bare number is minutes."""
    bare = re.fullmatch(
        r"\D{0,4}(\d{1,3})(?:\s*[-–—]\s*(\d{1,3}))?\D{0,8}", text.strip()
    )
    if bare is not None:
        value = int(bare[2] or bare[1])
        return value if 0 < value <= LONGEST else None
    return minutes_in(text)


def duration_in(text: str) -> int | None:
    """Read a whole lesson's time: minutes, lesson hours, or so many times so many."""
    low = plain(text)
    if times := _TIMES.search(low):
        return _sane(int(times[1]) * int(times[2]))
    if (minutes := minutes_in(low)) is not None:
        return minutes
    if (lessons := _lesson_hours(low)) is not None:
        return lessons
    bare = re.fullmatch(r"\W*(\d{2,3})\W*", low)
    return _sane(int(bare[1])) if bare else None


def _lesson_hours(low: str) -> int | None:
    """Read „2 godziny lekcyjne” and „1,5 godziny”: lessons, unless of the clock."""
    found = _LESSONS.search(low)
    if found is None:
        is_one = re.search(r"\b(?:godzina|jednostka|lekcja)\b", low)
        return LESSON if is_one else None
    is_clock = "zegar" in low or not re.search("lekc|dydakt|jednost", low)
    whole = _HOURS.search(low)
    if is_clock and whole:
        return _sane(int(whole[1]) * 60 + int(whole[2] or 0) * 6)
    return _sane((_WORDS.get(found[1]) or int(found[1])) * LESSON)


def _sane(minutes: int) -> int | None:
    return minutes if 0 < minutes <= LONGEST else None


def _clock(text: str) -> int | None:
    found = _CLOCK.search(text)
    if found is None:
        return None
    start, end = (int(found[n]) * 60 + int(found[n + 1]) for n in (1, 3))
    return _sane(end - start)


def classes_in(text: str, *, is_labelled: bool = False) -> list[str]:
    """Name the classes and ages meant, by the codes of the vocabulary.

    Only after a label may a bare „V” or „4–6” mean classes.
    """
    low = plain(text).replace(" - ", "-").replace("klasa:", "klasa")
    if _BEYOND.search(low):
        return []
    found = [code for match in _CLASS.finditer(low) for code in _class_codes(match)]
    found += [
        f"k{_ordinal(match[1] or match[2])}" for match in _CLASS_BY_WORD.finditer(low)
    ]
    ages = [code for match in _AGES.finditer(low) for code in _age_codes(match)]
    ages += [f"p{age}" for stem, age in _AGE_WORDS.items() if stem in low]
    if not found and not ages and is_labelled and (bare := _BARE_CLASS.match(low)):
        found = _class_codes(bare)
    return list(dict.fromkeys(found + ages))


def _class_codes(match: re.Match[str]) -> list[str]:
    first = _class_number(match[1])
    last = _class_number(match[3]) if match[3] else first
    numbers = [first, last]
    if match[2] in {"-", "–", "—", "do"}:
        numbers = list(range(min(first, last), max(first, last) + 1))
    if match[4]:
        numbers.append(_class_number(match[4]))
    return [f"k{number}" for number in numbers]


def _class_number(written: str) -> int:
    return _ROMAN.get(written) or int(written)


def _ordinal(stem: str) -> int:
    return next(number for word, number in _ORDINAL if word == stem)


def _age_codes(match: re.Match[str]) -> list[str]:
    first, last = int(match[1]), int(match[3] or match[1])
    if match[2] in {"i", ",", "/"}:
        return [f"p{first}", f"p{last}"]
    return [f"p{age}" for age in range(min(first, last), max(first, last) + 1)]
