"""What to offer while somebody types: titles they may open, words they may find."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models.audience import audience_tokens
from search import analysis
from search.engines import current_engine
from search.exceptions import NoAnswer
from search.permission import still_visible
from search.query import LONGEST_QUERY
from search.sources import Card, Reader

SHORTEST_PREFIX = 2
MOST_TITLES = 5
MOST_WORDS = 4
_LOOKED_AT = 24


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`queries` are whole queries with the last word finished."""

    queries: Sequence[str] = ()
    titles: Sequence[Card] = ()


def suggest(text: str, user: Reader) -> Suggestions:
    """Finish what is being typed. Empty for a short beginning or without an index."""
    text = analysis.clean(text[:LONGEST_QUERY]).lstrip()
    found = list(analysis.tokens(text))
    if not found or found[-1].end != len(text):
        return Suggestions()
    last = found[-1]
    if len(last.form) < SHORTEST_PREFIX:
        return Suggestions()
    audience = audience_tokens(user)
    engine = current_engine()
    folded = [analysis.fold(token.form) for token in found]
    try:
        words = engine.completions(folded[-1], audience, _LOOKED_AT)
        titled = engine.titled(folded, audience, MOST_TITLES)
    except NoAnswer:
        return Suggestions()
    queries = [text[: last.start] + word for word in _distinct(words, last.form)]
    titles = [hit.card for hit in still_visible(titled, user)]
    return Suggestions(queries, titles)


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
