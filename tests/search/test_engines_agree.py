"""Both engines over the judged set: the same totals and counts, nearly the same order."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from search.engines import ELASTICSEARCH, TANTIVY, scratch_engine
from search.engines.base import SOURCE, Engine
from search.evaluation import DEPTH, JudgedSet, index, read_judged_set
from search.retrieval import Found, Narrowing, retrieve
from search.sources import Document
from tests.factories.search import PUBLIC

FACETS = ("letter", "length")
COUNTED = (SOURCE, *FACETS)
# Order may differ among equals only.
LEAST_SHARED = 0.9


def _with_facets(document: Document) -> Document:
    values = {
        "letter": (document.title[:1].lower(),),
        "length": ("short" if len(document.body) < 300 else "long", "any"),
    }
    return replace(document, facets=values)


@pytest.fixture(scope="module")
def judged() -> JudgedSet:
    read = read_judged_set(Path(__file__).parent / "judged")
    return replace(read, documents=tuple(map(_with_facets, read.documents)))


@pytest.fixture
def both(
    search_node: str, settings: Settings, judged: JudgedSet
) -> Iterator[list[Engine]]:
    settings.ELASTICSEARCH_URL = search_node
    with (
        scratch_engine(TANTIVY, FACETS) as one,
        scratch_engine(ELASTICSEARCH, FACETS) as other,
    ):
        for engine in (one, other):
            index(engine, judged, lambda _: None)
        yield [one, other]


def _top(found: Found) -> set[int]:
    return {hit.pk for hit in found.result.hits[:DEPTH]}


@pytest.mark.parametrize(
    "narrowing",
    [
        Narrowing(PUBLIC, count_facets=COUNTED),
        Narrowing(PUBLIC, {"length": frozenset({"short"})}, COUNTED, may_repair=False),
    ],
    ids=["everything", "a facet chosen"],
)
def test_engines_agree_on_every_judged_question(
    both: list[Engine], judged: JudgedSet, narrowing: Narrowing
) -> None:
    answers = {
        text: [retrieve(engine, text, narrowing) for engine in both]
        for text in judged.queries.values()
    }

    counted = {
        text: [(found.result.total, found.result.counts) for found in pair]
        for text, pair in answers.items()
    }
    assert {text: one for text, (one, _other) in counted.items()} == {
        text: other for text, (_one, other) in counted.items()
    }
    understood = [[found.interpretation for found in pair] for pair in answers.values()]
    assert [one for one, _other in understood] == [other for _one, other in understood]
    shared = [
        len(_top(one) & _top(other)) / max(len(_top(one)), 1)
        for one, other in answers.values()
        if _top(one)
    ]
    assert len(shared) > 40
    assert sum(shared) / len(shared) >= LEAST_SHARED
