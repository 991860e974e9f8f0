"""One search: what was typed, for whom, narrowed how; and what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from search.conditions import NO_CONDITIONS, Conditions, names, understand
from search.engines.base import (
    Clause,
    Engine,
    Occur,
    Range,
    Request,
    Result,
    Sort,
)
from search.interpretation import Interpretation, interpret
from search.query import parse
from search.sources import trees
from search.synonyms import Synonyms
from search.typed_ranges import joined

# With fewer results than this every reading of an ambiguous word is tried.
FEW_RESULTS = 10


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Everything about a search but its words."""

    audience: frozenset[str]
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    count_facets: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    may_repair: bool = True
    synonyms: Synonyms = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    order: str = ""
    # Only among these documents, and only what has every word: for telling of news.
    keys: frozenset[str] = frozenset()
    every_word: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """`request` is what the engine was asked in the end; `every_reading`: whether all
    readings of ambiguous words were looked for.
    """

    interpretation: Interpretation
    request: Request
    result: Result
    every_reading: bool = False
    conditions: Conditions = NO_CONDITIONS


def retrieve(engine: Engine, text: str, narrowing: Narrowing) -> Found:
    """Look for `text`. Raises `NoAnswer`."""
    query = parse(text, names())
    conditions = understand(query, engine, narrowing.audience)
    query = query.with_words(conditions.prose)
    understood = interpret(
        query,
        engine,
        narrowing.audience,
        may_repair=narrowing.may_repair,
        synonyms=narrowing.synonyms,
    )
    request = Request(
        narrowing.audience,
        _asked(understood, narrowing),
        understood.phrases,
        conditions.asked,
        narrowing.filters,
        narrowing.count_facets,
        # Without words there is nothing to be relevant to.
        Sort.NEWEST if query.is_empty else narrowing.sort,
        narrowing.offset,
        narrowing.limit,
        joined(narrowing.ranges, conditions.ranges),
        narrowing.order,
        narrowing.keys,
        trees(),
    )
    result = engine.search(request)
    if result.total < FEW_RESULTS and understood.is_ambiguous:
        clauses = _asked(understood, narrowing, every_reading=True)
        wider = replace(request, clauses=clauses)
        return Found(understood, wider, engine.search(wider), True, conditions)
    return Found(understood, request, result, False, conditions)


def _asked(
    understood: Interpretation, narrowing: Narrowing, *, every_reading: bool = False
) -> tuple[Clause, ...]:
    clauses = understood.clauses(every_reading=every_reading)
    if not narrowing.every_word:
        return clauses
    return tuple(
        replace(each, occur=Occur.MUST) if each.occur is Occur.SHOULD else each
        for each in clauses
    )


def totals(engine: Engine, found: Found, narrowings: Sequence[Narrowing]) -> list[int]:
    """Say how many the same words find when narrowed otherwise. Raises `NoAnswer`.

    Just what `retrieve` would count for each, asked at once.
    """
    said = found.interpretation
    counting = replace(found.request, count_facets=(), offset=0, limit=0)
    first, wide = (
        [
            replace(
                counting,
                clauses=_asked(said, each, every_reading=every_reading),
                filters=each.filters,
                ranges=joined(each.ranges, found.conditions.ranges),
            )
            for each in narrowings
        ]
        for every_reading in (False, True)
    )
    if not said.is_ambiguous:
        return [result.total for result in engine.search_each(first)]
    counted = [result.total for result in engine.search_each([*first, *wide])]
    pairs = zip(counted[: len(first)], counted[len(first) :], strict=True)
    return [few if few >= FEW_RESULTS else more for few, more in pairs]
