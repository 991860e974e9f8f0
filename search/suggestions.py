"""What to offer while somebody types: titles they may open, words they may find."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext

from search import analysis
from search.conditions import ALSO
from search.criteria import Criteria
from search.engines import current_engine
from search.engines.base import Engine, Request
from search.exceptions import NoAnswer
from search.permission import audience_of, still_visible
from search.query import LONGEST_QUERY
from search.sources import Card, Reader, facets

SHORTEST_PREFIX = 2
MOST_TITLES = 5
MOST_WORDS = 4
MOST_VALUES = 3
_LOOKED_AT = 24


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`queries` are whole queries with the last word finished; `values` are terms of
    the vocabularies – a subject, a class, a curriculum item – to narrow by.
    """

    queries: Sequence[str] = ()
    titles: Sequence[Card] = ()
    values: Sequence[Card] = ()


def suggest(text: str, user: Reader) -> Suggestions:
    """Finish what is being typed. Empty for a short beginning or without an index."""
    text = analysis.clean(text[:LONGEST_QUERY]).lstrip()
    found = list(analysis.tokens(text))
    if not found or found[-1].end != len(text):
        return Suggestions()
    last = found[-1]
    if len(last.form) < SHORTEST_PREFIX:
        return Suggestions()
    audience = audience_of(user)
    engine = current_engine()
    folded = [analysis.fold(token.form) for token in found]
    try:
        words = engine.completions(folded[-1], audience, _LOOKED_AT)
        titled = engine.titled(folded, audience, MOST_TITLES)
        values = _values(folded, engine, audience)
    except NoAnswer:
        return Suggestions()
    finished = _distinct(words, last.form)
    if len(found) == 1:
        finished = [_as_in_a_dictionary(word, folded[-1]) for word in finished]
    queries = [text[: last.start] + word for word in finished]
    titles = [hit.card for hit in still_visible(titled, user)]
    return Suggestions(queries, titles, values)


def _values(
    typed: Sequence[str], engine: Engine, audience: frozenset[str]
) -> list[Card]:
    """Name values of facets whose words begin so, if the reader's documents have any."""
    known = {each.key: each for each in facets().values() if each.named}
    found = {
        (key, value): label.partition(ALSO)[0]
        for key, facet in known.items()
        if facet.named
        for value, label in facet.named().items()
        if _begins(typed, label)
    }
    if not found:
        return []
    keys = tuple({key for key, _value in found})
    counts = engine.search(Request(audience, count_facets=keys, limit=0)).counts
    likeliest = sorted(
        (each for each in found if counts[each[0]].get(each[1])),
        key=lambda each: (-counts[each[0]][each[1]], found[each]),
    )
    return [
        Card(
            url=Criteria(filters={key: (value,)}).address(),
            kind=gettext("filter: %(name)s") % {"name": _lower(known[key].label)},
            title=found[key, value],
        )
        for key, value in likeliest[:MOST_VALUES]
    ]


def _begins(typed: Sequence[str], label: str) -> bool:
    words = _folded(label)
    return all(any(word.startswith(each) for word in words) for each in typed)


@lru_cache(maxsize=1 << 12)
def _folded(label: str) -> tuple[str, ...]:
    """A list of terms is the same at every letter typed."""
    tokens = analysis.tokens(analysis.clean(label))
    return tuple(analysis.fold(token.form) for token in tokens)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _as_in_a_dictionary(form: str, typed: str) -> str:
    """Give „kłębek” for „kłębki”, if it is nothing else and begins as typed.

    Both find the same; in a longer query the form may fit its neighbours.
    """
    word = analysis.word(form)
    lemmas = {reading.lemma for reading in word.readings}
    if not word.is_known or form in lemmas or len(lemmas) > 1:
        return form
    lemma = lemmas.pop()
    return lemma if analysis.fold(lemma).startswith(typed) else form


def _distinct(words: Sequence[str], typed: str) -> list[str]:
    """Keep one form of each word, the most frequent, and not what is there already."""
    kept: list[str] = []
    seen: set[str] = set()
    for word in words:
        terms = set(analysis.word(word).terms)
        if word != typed and not word.isdigit() and not terms & seen:
            kept.append(word)
        seen |= terms
    return kept[:MOST_WORDS]
