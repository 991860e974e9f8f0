"""Who asks, and a second look at what an index answered.

The index may be a moment behind the rights. What the change log says is new and the
reader may not see is left out of their audience: out of every count, every
suggestion and every repair, before the indexer has heard of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from accounts.models.audience import audience_tokens
from search.engines import current_engine
from search.engines.base import Hit, Key
from search.engines.entries import left_out
from search.models import Change
from search.sources import Reader, sources

# Of more than so many changes the newest are looked at: rights just lost are there.
MOST_LOOKED_AT = 1000
# Readers of an index look again within a tenth of a second; clocks of machines differ.
READERS_LAG = timedelta(seconds=1)


def audience_of(
    user: Reader, *, within: frozenset[str] | None = None
) -> frozenset[str]:
    """Say in tokens what `user` may see now, however far the index has come.

    `within` keeps it to some audiences: what may leave the site, say.
    """
    newest = Change.objects.newest(timezone.now() - READERS_LAG, MOST_LOOKED_AT)
    waiting = {(source, pk) for source, pk, waits in newest if waits}
    if not all(waits for _source, _pk, waits in newest):
        current_engine().refresh()
    hidden = waiting - _visible(waiting, user)
    held = audience_tokens(user)
    kept = held if within is None else held & within
    return kept.union(map(left_out, hidden))


def still_visible(hits: Iterable[Hit], user: Reader) -> list[Hit]:
    """Keep what `user` may see now, by `visible_to`; one question per source."""
    hits = list(hits)
    visible = _visible(((hit.source, hit.pk) for hit in hits), user)
    return [hit for hit in hits if (hit.source, hit.pk) in visible]


def _visible(keys: Iterable[Key], user: Reader) -> set[Key]:
    pks: dict[str, list[int]] = defaultdict(list)
    for source, pk in keys:
        pks[source].append(pk)
    known = sources()
    return {
        (source, pk)
        for source, found in pks.items()
        if source in known
        for pk in known[source].visible(found, user)
    }
