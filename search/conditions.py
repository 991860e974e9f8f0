"""What stands after a name and a colon: „klasa:5”, „autor:"Maria Nowak"”, „-typ:gra”.

Values are compared as words: inflected, without Polish letters, in any order. What
is not understood is said, and searched without.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext

from search import analysis
from search.engines.base import SOURCE, Condition, Engine, Range, Request
from search.query import Condition as Typed
from search.query import Query
from search.ranges import bounds, said
from search.sources import Facet, facets, sources_in, tabs
from search.typed_ranges import joined, range_names, typed_range

# Names of the facet that search itself has: the kind of thing.
TYPE = "typ"
# In `Facet.named`: between what a value is shown by and what else it is called.
ALSO = " | "

_Words = list[tuple[str, ...]]
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Meant:
    """How a condition was understood, in words."""

    typed: str
    labels: tuple[str, ...]
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class Conditions:
    """What to ask an engine, what to tell of it, and what was not understood."""

    asked: tuple[Condition, ...] = ()
    meant: tuple[Meant, ...] = ()
    unknown: tuple[str, ...] = ()
    prose: str = ""  # what was words after all
    ranges: Mapping[str, Range] = field(default_factory=dict)


NO_CONDITIONS = Conditions()


def names() -> frozenset[str]:
    """Name everything that may stand before a colon."""
    every = facets().values()
    operators = (name for each in every for name in each.operators)
    return frozenset({TYPE, *operators}) | range_names()


def understand(query: Query, engine: Engine, audience: frozenset[str]) -> Conditions:
    """Look values up. Raises `NoAnswer`.

    Several of one name add up, as boxes ticked in one facet do: „klasa:4 klasa:5”.
    What has a space behind its colon and names nothing is prose, and no mistake.
    """
    values: dict[tuple[str, bool], set[str]] = {}
    unknown: list[str] = []
    prose: list[str] = []
    ranges, meant, left = _ranges(query)
    for each in left:
        found = _find(each, engine, audience)
        if found is None:
            if each.may_be_prose and not each.sign:
                prose.append(f"{each.name} {each.value}")
            else:
                unknown.append(_not_known(each))
            continue
        key, labels = found
        excluded = each.sign == "-"
        values.setdefault((key, excluded), set()).update(labels)
        words = tuple(dict.fromkeys(labels.values()))[:MOST_NAMED]
        meant.append(Meant(f"{each.name}:{each.value}", words, excluded))
    asked = tuple(
        Condition(key, frozenset(each), excluded)
        for (key, excluded), each in values.items()
    )
    if query.text and not query.parts and not query.conditions:
        unknown.append(_no_words(query.text))
    not_known = tuple(dict.fromkeys(unknown))
    return Conditions(asked, tuple(meant), not_known, " ".join(prose), ranges)


def _ranges(query: Query) -> tuple[dict[str, Range], list[Meant], list[Typed]]:
    """Read the ranges of a query; give what is left to look up, each once."""
    ranges: dict[str, Range] = {}
    meant: list[Meant] = []
    left: list[Typed] = []
    for each in dict.fromkeys(query.conditions):
        if between := typed_range(each):
            limits, span = between
            ranges = joined(ranges, bounds({limits.key: span}))
            words = said(limits, span)
            meant.append(Meant(f"{each.name}:{each.value}", (words,), False))
        else:
            left.append(each)
    return ranges, meant, left


def _find(
    typed: Typed, engine: Engine, audience: frozenset[str]
) -> tuple[str, dict[str, str]] | None:
    """Name the facet and the values meant, with their labels."""
    for facet in facets().values():
        if typed.name in facet.operators:
            named = facet.named() if facet.named else _held(facet, engine, audience)
            if found := _matching(typed.value, named):
                shown = {value: named[value].partition(ALSO)[0] for value in found}
                return facet.key, shown
    if typed.name == TYPE:
        known = {tab.key: f"{tab.label} {tab.names}" for tab in tabs().values()}
        kinds = {
            source: tabs()[key].label
            for key in _matching(typed.value, known)
            for source in sources_in(key)
        }
        return (SOURCE, kinds) if kinds else None
    return None


def _held(facet: Facet, engine: Engine, audience: frozenset[str]) -> dict[str, str]:
    """Give the values in documents of this audience: no others exist for it."""
    request = Request(audience, count_facets=(facet.key,), limit=0)
    return {value: value for value in engine.search(request).counts[facet.key]}


def _matching(typed: str, named: Mapping[str, str]) -> list[str]:
    """Name the values called so; what is parted by commas is looked for apart."""
    words = {value: _words(label) for value, label in named.items()}
    every: dict[str, None] = {}
    for wanted in filter(None, map(_words, typed.split(","))):
        # „Brzozowska” is no „Brzozowski”, though one is a form of the other.
        as_typed = [value for value in words if _is_called(wanted, words[value])]
        inflected = (value for value in words if _could_be(wanted, words[value]))
        every.update(dict.fromkeys(as_typed or inflected))
    return list(every)


def _words(text: str) -> _Words:
    """Give each word as it is written, then its lemmas, all without Polish letters."""
    found = (analysis.word(token.form) for token in _tokens(text))
    return [(word.folded, *word.terms) for word in found]


def _tokens(text: str) -> Iterable[analysis.Token]:
    return analysis.tokens(analysis.clean(text))


def _is_called(wanted: _Words, said: _Words) -> bool:
    written = {each[0] for each in said}
    return all(each[0] in written for each in wanted)


def _could_be(wanted: _Words, said: _Words) -> bool:
    forms = {form for each in said for form in each}
    return all(not forms.isdisjoint(each) for each in wanted)


def _no_words(text: str) -> str:
    said = gettext("There is no word in “%(text)s”, so here is everything.")
    return said % {"text": text}


def _not_known(typed: Typed) -> str:
    if not _words(typed.value):
        nothing = gettext("Nothing stands behind “%(name)s:”, so we search without it.")
        return nothing % {"name": typed.name}
    said = next(
        (
            facet.unknown
            for facet in facets().values()
            if typed.name in facet.operators and facet.unknown
        ),
        gettext("We do not know “%(value)s” here, so we search without it."),
    )
    return said % {"value": typed.value}
