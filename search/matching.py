"""Which arrivals are news to somebody, and which of them a saved search finds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from search.criteria import Criteria
from search.engines.base import Engine, Hit, Sort
from search.engines.entries import key_of
from search.models import Arrival
from search.permission import audience_of, still_visible
from search.ranges import bounds
from search.retrieval import Narrowing, retrieve
from search.sources import sources_in
from search.synonyms import current_synonyms

# More keys than this in one question would weigh on an engine.
_AT_ONCE = 1000
# A message that names more tells less; the search itself shows the rest.
MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who keeps searches, with the audiences they belong to at this moment."""

    user: User
    audience: frozenset[str]

    def is_news(self, arrival: Arrival) -> bool:
        """Say whether it came within reach of this person, by other hands than theirs."""
        return (
            not self.audience.isdisjoint(arrival.audience)
            and self.audience.isdisjoint(arrival.before)
            and self.user.pk not in arrival.authors
        )


def could_match(
    arrivals: Iterable[Arrival], *, seen_to: int, tab: str
) -> list[Arrival]:
    """Narrow to what a search has not seen and could hold, without asking an engine."""
    inside = sources_in(tab)
    return [
        each
        for each in arrivals
        if each.number > seen_to and (not tab or each.source in inside)
    ]


def matches(
    engine: Engine, criteria: Criteria, listener: Listener, arrivals: Sequence[Arrival]
) -> list[Hit]:
    """Find those with every word of the search that the person may see now.

    Raises `NoAnswer`.
    """
    named = (key_of(each.source, each.object_pk) for each in arrivals)
    keys = list(dict.fromkeys(named))
    audience = audience_of(listener.user)
    found: list[Hit] = []
    for start in range(0, len(keys), _AT_ONCE):
        narrowing = Narrowing(
            audience,
            criteria.narrowing,
            sort=Sort.NEWEST,
            limit=MOST_TOLD - len(found),
            may_repair=not criteria.exact,
            synonyms=current_synonyms(),
            ranges=bounds(criteria.ranges),
            keys=frozenset(keys[start : start + _AT_ONCE]),
            every_word=True,
        )
        hits = retrieve(engine, criteria.text, narrowing).result.hits
        found += still_visible(hits, listener.user)
        if len(found) >= MOST_TOLD:
            break
    return found
