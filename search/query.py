"""What a person typed, as words, phrases and signs. Linear time; never an error.

Understood: words, „fraza” and "fraza", +must, -not. Everything else separates words.
"""

from dataclasses import dataclass

from search.analysis import clean, tokens

LONGEST_QUERY = 400
MOST_WORDS = 32

_QUOTES = frozenset('"„”“«»″')
_SIGNS = frozenset("+-−–")


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or several words that stand together; `sign` is "", "+" or "-"."""

    forms: tuple[str, ...]
    sign: str = ""
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    parts: tuple[Part, ...]

    @property
    def is_empty(self) -> bool:
        return not self.parts


def parse(text: str) -> Query:
    """Read a query; what is too long is cut, what is odd is a space."""
    text = " ".join(clean(text[:LONGEST_QUERY]).split())
    parts: list[Part] = []
    place = 0
    while place < len(text) and len(parts) < MOST_WORDS:
        sign, place = _sign_at(text, place)
        if text[place] in _QUOTES:
            found, place = _quoted(text, place, sign)
        else:
            found, place = _unquoted(text, place, sign)
        parts += found
    return Query(text, tuple(parts[:MOST_WORDS]))


def _sign_at(text: str, place: int) -> tuple[str, int]:
    """Read a sign that stands before a word and after a space."""
    starts_word = place == 0 or text[place - 1] == " "
    ends_before = place + 1 < len(text)
    if not (starts_word and ends_before and text[place] in _SIGNS):
        return "", place
    following = text[place + 1]
    if not (following.isalnum() or following in _QUOTES):
        return "", place
    return ("+" if text[place] == "+" else "-"), place + 1


def _quoted(text: str, place: int, sign: str) -> tuple[list[Part], int]:
    end = place + 1
    while end < len(text) and text[end] not in _QUOTES:
        end += 1
    if end == len(text):  # never closed: the words still count
        return [], place + 1
    forms = tuple(token.form for token in tokens(text[place + 1 : end]))
    found = [Part(forms[:MOST_WORDS], sign, is_phrase=True)] if forms else []
    return found, end + 1


def _unquoted(text: str, place: int, sign: str) -> tuple[list[Part], int]:
    end = place
    while end < len(text) and text[end] != " " and text[end] not in _QUOTES:
        end += 1
    end = max(end, place + 1)
    forms = [token.form for token in tokens(text[place:end])]
    return [Part((form,), sign) for form in forms], end
