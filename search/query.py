"""What a person typed, as words, phrases, signs and conditions. Linear time; never
an error.

Understood: words, „fraza” and "fraza", +must, -not, and for the names it is given
name:value and name:"several words". Everything else separates words. A sign before a
figure is a number's: „-5 stopni”; in a sentence that asks, quotation marks name a thing
and do not demand its very form: „Kto napisał „Lalkę”?”.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from search.analysis import clean, fold, tokens

LONGEST_QUERY = 400
MOST_WORDS = 32
_LONGEST_NAME = 16

_QUOTES = frozenset('"„”“‟«»″❝❞＂')
_WIDE = str.maketrans("：＋－", ":+-")
# Accents may be signs of their own until they are composed.
_SIGNS_PER_LETTER = 4
_SIGNS = frozenset("+-−–")


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or several words that stand together; `sign` is "", "+" or "-"."""

    forms: tuple[str, ...]
    sign: str = ""
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What was typed after a name and a colon, not yet looked up; `sign` as above.

    `may_be_prose`: a space follows the colon, as in „Autor: kto to?”.
    """

    name: str
    value: str
    sign: str = ""
    may_be_prose: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    parts: tuple[Part, ...]
    conditions: tuple[Condition, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.parts

    def with_words(self, text: str) -> "Query":
        """Add words that turned out to be no condition."""
        found = (Part((token.form,)) for token in tokens(text))
        return replace(self, parts=(*self.parts, *found)[:MOST_WORDS])


def parse(text: str, names: Collection[str] = ()) -> Query:
    """Read a query; what is too long is cut, what is odd is a space."""
    text = _tidied(text)
    parts: list[Part] = []
    conditions: list[Condition] = []
    place = 0
    while place < len(text) and len(parts) + len(conditions) < MOST_WORDS:
        sign, place = _sign_at(text, place)
        name, after = _name_at(text, place, names)
        if name:
            value, place = _value_at(text, after)
            conditions.append(Condition(name, value, sign, text[after - 1] == " "))
        elif text[place] in _QUOTES:
            found, place = _quoted(text, place, sign)
            asks = text.endswith("?") and not sign
            parts += (
                [Part((form,)) for each in found for form in each.forms]
                if asks
                else found
            )
        else:
            found, place = _unquoted(text, place, sign)
            parts += found
    return Query(text, tuple(parts[:MOST_WORDS]), tuple(conditions))


def _tidied(text: str) -> str:
    """Cut, compose, and part by single spaces; doing it twice changes nothing."""
    text = clean(text[: LONGEST_QUERY * _SIGNS_PER_LETTER]).translate(_WIDE)
    return " ".join(text.split())[:LONGEST_QUERY].rstrip()


def _name_at(text: str, place: int, names: Collection[str]) -> tuple[str, int]:
    """Read one of the names with its colon, when a value stands behind it."""
    colon = text.find(":", place, place + _LONGEST_NAME)
    if colon < 0 or not names:
        return "", place
    name = fold(text[place:colon].lower())
    value = colon + 1
    if text[value : value + 1] == " ":
        value += 1
    if name not in names or value >= len(text):
        return "", place
    return name, value


def _value_at(text: str, place: int) -> tuple[str, int]:
    """Read to the closing quotation mark, or to the next space."""
    if text[place] in _QUOTES:
        end = place + 1
        while end < len(text) and text[end] not in _QUOTES:
            end += 1
        return text[place + 1 : end], end + 1
    end = text.find(" ", place)
    end = len(text) if end < 0 else end
    return text[place:end], end


def _sign_at(text: str, place: int) -> tuple[str, int]:
    """Read a sign that stands before a word and after a space."""
    starts_word = place == 0 or text[place - 1] == " "
    ends_before = place + 1 < len(text)
    if not (starts_word and ends_before and text[place] in _SIGNS):
        return "", place
    following = text[place + 1]
    if not (following.isalpha() or following in _QUOTES):
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
