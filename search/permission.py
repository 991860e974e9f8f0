"""A second look at what an index answered: it may be a moment behind the rights."""

from collections import defaultdict
from collections.abc import Iterable

from search.engines.base import Hit
from search.sources import Reader, sources


def still_visible(hits: Iterable[Hit], user: Reader) -> list[Hit]:
    """Keep what `user` may see now, by `visible_to`; one question per source."""
    hits = list(hits)
    pks: dict[str, list[int]] = defaultdict(list)
    for hit in hits:
        pks[hit.source].append(hit.pk)
    known = sources()
    visible = {
        key: known[key].visible(found, user)
        for key, found in pks.items()
        if key in known
    }
    return [hit for hit in hits if hit.pk in visible.get(hit.source, ())]
