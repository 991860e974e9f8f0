"""Short documents that look like a bank: Zipf words, real facets, real audiences."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from search.sources import Document

FACETS = ("przedmiot", "etap", "klasa", "typ", "czas", "placowka")
_CATALOGUE = Path(__file__).parents[1] / "locale/pl/LC_MESSAGES/django.po"
_START = datetime(2020, 9, 1, tzinfo=UTC)
_SYLLABLES = [
    "ka",
    "no",
    "wi",
    "sta",
    "rze",
    "mo",
    "li",
    "dzie",
    "pra",
    "bo",
    "nie",
    "cho",
    "ty",
    "ło",
    "gra",
    "sze",
    "mi",
    "zna",
    "to",
    "ciu",
]
_RARE_WORDS = 40_000


@dataclass(frozen=True, slots=True)
class Words:
    """A vocabulary, the frequent first, with weights by Zipf's law."""

    forms: tuple[str, ...]
    cumulative: tuple[float, ...]

    def draw(self, source: random.Random, number: int) -> list[str]:
        return source.choices(self.forms, cum_weights=self.cumulative, k=number)


@cache
def words() -> Words:
    """Polish words of our own catalogue, then made-up ones for the long tail."""
    source = random.Random(7)
    polish = re.findall(r"[a-ząćęłńóśźż]{3,}", _CATALOGUE.read_text("utf-8").lower())
    real = list(dict.fromkeys(polish))
    made = {"".join(source.choices(_SYLLABLES, k=4)) for _ in range(_RARE_WORDS)}
    forms = (*real, *sorted(made))
    weights = (1 / (rank + 2) for rank in range(len(forms)))
    return Words(forms, tuple(accumulate(weights)))


def documents(number: int, *, length: int = 110) -> Iterator[Document]:
    """Make documents, always the same for the same number."""
    source = random.Random(11)
    vocabulary = words()
    for pk in range(1, number + 1):
        drawn = vocabulary.draw(source, length)
        yield Document(
            source="material",
            pk=pk,
            title=" ".join(drawn[:6]).capitalize(),
            body=". ".join(
                " ".join(drawn[place : place + 12]) for place in range(6, length, 12)
            ),
            audience=_audience(source, pk),
            facets=_facets(source),
            published_at=_START + timedelta(minutes=pk),
        )


def _audience(source: random.Random, pk: int) -> frozenset[str]:
    """Most for everyone signed in, some public, some for a school or one person."""
    kinds = ["public", "signed_in", f"inst:{pk % 60 + 1}"]
    kind = source.choices(kinds, weights=[20, 65, 15])[0]
    return frozenset({kind, f"user:{pk % 2000 + 1}"})


def _facets(source: random.Random) -> dict[str, tuple[str, ...]]:
    first = source.randint(1, 6)
    return {
        "przedmiot": (f"s{min(int(source.expovariate(0.15)), 30)}",),
        "etap": (source.choice(["etap-1", "etap-2"]),),
        "klasa": tuple(f"k{first + step}" for step in range(source.randint(1, 3))),
        "typ": (source.choice(["scenario", "scenario", "scenario", "math_game"]),),
        "czas": (source.choice(["do-15", "16-45", "16-45", "dluzej"]),),
        "placowka": (str(source.randint(1, 60)),),
    }
