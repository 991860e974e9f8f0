"""More documents than the database has materials, with the rights of those it has.

A copy is a real material's document with other words and another number; whether
somebody may see it is asked, as always, of the material itself. So the page, the
engine and the questions to the database are the real ones, and a million rows of a
dozen tables are not needed.
"""

import random
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import count, islice

from bank.models import Material
from bank.searchable import MaterialSource
from benchmarks.corpus import words
from search.sources import Document, Reader

# A copy's number is so many times this, and the number of its material.
STEP = 10**8
_TITLE, _SUMMARY, _BODY, _SENTENCE = 6, 14, 90, 12


class ManyMaterials(MaterialSource):
    """Stands in place of the bank's own source."""

    def __init__(self, number: int) -> None:
        self.number = number

    def all_pks(self) -> Iterator[int]:
        own = list(super().all_pks())
        every = (turn * STEP + pk for turn in count() for pk in own)
        return islice(every, self.number)

    def documents(self, pks: Collection[int]) -> Iterator[Document]:
        yield from super().documents([pk for pk in pks if pk < STEP])
        yield from (_copy(_originals()[pk % STEP], pk) for pk in pks if pk >= STEP)

    def visible(self, pks: Collection[int], user: Reader) -> set[int]:
        visible = super().visible({pk % STEP for pk in pks}, user)
        return {pk for pk in pks if pk % STEP in visible}


@lru_cache(maxsize=1)
def _originals() -> dict[int, Document]:
    """Read once what is copied a hundred times."""
    pks = Material.objects.published().values_list("pk", flat=True)
    return {each.pk: each for each in MaterialSource().documents(list(pks))}


def _copy(original: Document, pk: int) -> Document:
    drawn = words().draw(random.Random(pk), _TITLE + _SUMMARY + _BODY)
    title = " ".join(drawn[:_TITLE]).capitalize()
    summary = " ".join(drawn[_TITLE : _TITLE + _SUMMARY]).capitalize() + "."
    sentences = (
        " ".join(drawn[place : place + _SENTENCE])
        for place in range(_TITLE + _SUMMARY, len(drawn), _SENTENCE)
    )
    return replace(
        original,
        pk=pk,
        title=title,
        body=f"{summary}\n{'. '.join(sentences)}.",
        card=replace(original.card, title=title, summary=summary),
    )
