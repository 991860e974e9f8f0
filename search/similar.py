"""Things that say much the same as one at hand, as far as the reader may see them.

The telling words of a text are those that few of the reader's own documents hold;
what shares most of them is similar, and what shares nearly all words is a double.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from search import analysis
from search.engines import current_engine
from search.engines.base import SOURCE, Clause, Hit, Key, Request
from search.exceptions import NoAnswer
from search.function_words import is_function_word
from search.permission import audience_of, still_visible
from search.sources import Card, Reader

LONGEST_READ = 4000
MOST_TERMS = 24
TELLING = 8
LEAST_SHARED = 4
ALIKE = 0.6
_LOOKED_AT = 10
_KEPT = 600  # seconds


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared: the title and the words of one thing, indexed or not yet."""

    key: Key
    title: str
    body: str


def similar_to(text: Text, user: Reader, *, limit: int = 4) -> list[Card]:
    """Name the most similar things of the same source, or none without an index."""
    audience = audience_of(user)
    mark = hashlib.blake2b(repr((text, sorted(audience))).encode(), digest_size=16)
    kept = f"search.similar:{mark.hexdigest()}"
    hits: list[Hit] | None = cache.get(kept)
    if hits is None:
        try:
            hits = _alike(text, audience)
        except NoAnswer:
            return []
        cache.set(kept, hits, _KEPT)
    return [hit.card for hit in still_visible(hits[: limit + 2], user)][:limit]


def doubles_of(text: Text, user: Reader, *, limit: int = 2) -> list[Card]:
    """Name things that say nearly the same, for whoever is about to add one."""
    try:
        hits = _alike(text, audience_of(user))
    except NoAnswer:
        return []
    own = _terms(f"{text.title}\n{text.body}")
    doubles = [hit for hit in hits if _likeness(own, hit) >= ALIKE]
    return [hit.card for hit in still_visible(doubles, user)][:limit]


def _alike(text: Text, audience: frozenset[str]) -> list[Hit]:
    """Look for what shares the telling words. Raises `NoAnswer`."""
    engine = current_engine()
    terms = list(_terms(f"{text.title}\n{text.body[:LONGEST_READ]}"))[:MOST_TERMS]
    counts = engine.frequencies(terms, audience)
    # Dear are words of which the reader's documents hold few, and those of the title.
    in_title = _terms(text.title)
    # What only the thing itself says leads nowhere else.
    worth = {
        term: (2 if term in in_title else 1) / math.log(2 + count)
        for term, count in counts.items()
        if count > 1
    }
    telling = sorted(worth, key=lambda term: (-worth[term], term))[:TELLING]
    if not telling:
        return []
    clauses = tuple(Clause((term,)) for term in telling)
    source, pk = text.key
    filters = {SOURCE: frozenset({source})}
    request = Request(audience, clauses, filters=filters, limit=_LOOKED_AT)
    return [
        hit
        for hit in engine.search(request).hits
        if hit.pk != pk and _shared(telling, hit) >= min(LEAST_SHARED, len(telling))
    ]


def _shared(telling: Sequence[str], hit: Hit) -> int:
    return len(_terms(f"{hit.title}\n{hit.body[:LONGEST_READ]}").keys() & set(telling))


def _likeness(own: dict[str, None], hit: Hit) -> float:
    """Which part of the words of their titles and summaries they share."""
    other = _terms(f"{hit.title}\n{hit.card.summary}")
    return len(own.keys() & other.keys()) / max(len(own.keys() | other.keys()), 1)


def _terms(text: str) -> dict[str, None]:
    """Give one term for each telling word, in the order of the text."""
    words = analysis.words(analysis.clean(text))
    return {
        word.terms[0]: None
        for word in words
        if word.terms and len(word.form) > 1 and not is_function_word(word.form)
    }
