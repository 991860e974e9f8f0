"""Plain words and descriptions of pictures."""

from collections.abc import Iterator
from pathlib import PurePath

from home.content.problems import Problem, ProblemKind

MOST_WORDS = 120
_SHOUTED_WORDS, _SHOUTED_LETTERS = 3, 15
_PICTURE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg"}
_EMPTY_WORDS = {"zdjęcie", "obraz", "obrazek", "grafika", "ilustracja", "foto", "logo"}


def problems_of_words(text: str) -> Iterator[Problem]:
    """Look for capitals; a name like „SP nr 3” or one abbreviation is none."""
    shouted: list[str] = []
    for word in [*text.split(), ""]:
        if word.isupper() and any(sign.isalpha() for sign in word):
            shouted.append(word)
            continue
        run, shouted = shouted, []
        letters = sum(sign.isalpha() for sign in "".join(run))
        if len(run) >= _SHOUTED_WORDS and letters >= _SHOUTED_LETTERS:
            yield Problem(ProblemKind.CAPITALS, " ".join(run))


def problems_of_paragraph(text: str) -> Iterator[Problem]:
    yield from problems_of_words(text)
    words = text.split()
    if len(words) > MOST_WORDS:
        yield Problem(ProblemKind.LONG_PARAGRAPH, " ".join(words))


def problems_of_alt(alt: str, *, is_decorative: bool = False) -> Iterator[Problem]:
    words = alt.strip()
    if is_decorative:
        return
    if not words:
        yield Problem(ProblemKind.NO_ALT)
    elif (
        PurePath(words).suffix.lower() in _PICTURE_SUFFIXES
        or words.lower().rstrip(".") in _EMPTY_WORDS
        or not any(sign.isalpha() for sign in words)
    ):
        yield Problem(ProblemKind.POOR_ALT, words)
