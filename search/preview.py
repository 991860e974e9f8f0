"""What a synonym would change, before it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from search.engines import current_engine
from search.engines.base import Result
from search.exceptions import NoAnswer
from search.permission import audience_of, still_visible
from search.retrieval import Narrowing, retrieve
from search.sources import Card, Reader
from search.synonyms import Synonyms, current_synonyms, table

MOST_SHOWN = 100
MOST_GAINED = 10


@dataclass(frozen=True, slots=True)
class Effect:
    """How many results a query has without and with a synonym, and which are new."""

    query: str
    before: int
    after: int
    gained: list[Card]


def effect_of(word: str, meaning: str, *, query: str, user: Reader) -> Effect | None:
    """Try a synonym as `user` would meet it; None while the engine cannot be asked."""
    known = current_synonyms()
    try:
        before = _found(query, known, user)
        after = _found(query, _with(known, word, meaning), user)
    except NoAnswer:
        return None
    seen = {(hit.source, hit.pk) for hit in before.hits}
    new = [hit for hit in after.hits if (hit.source, hit.pk) not in seen]
    gained = [hit.card for hit in still_visible(new[:MOST_GAINED], user)]
    return Effect(query, before.total, after.total, gained)


def _with(known: Synonyms, word: str, meaning: str) -> Synonyms:
    one: Mapping[str, tuple[tuple[str, ...], ...]] = table([(word, meaning)])
    return {**known, **{key: (*known.get(key, ()), *one[key]) for key in one}}


def _found(query: str, synonyms: Synonyms, user: Reader) -> Result:
    narrowing = Narrowing(audience_of(user), limit=MOST_SHOWN, synonyms=synonyms)
    return retrieve(current_engine(), query, narrowing).result
