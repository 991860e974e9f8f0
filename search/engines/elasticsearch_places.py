"""Where a deep page ended, so that the next one goes on from there.

To show results 9,981 to 10,000 a cluster sorts all ten thousand, unless it is told
after which to begin. A reader who turns pages is told from what the page before
found; whoever jumps far still gets the page, at the full price.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.cache import cache

# To sort so many costs no more than to ask where a page ended.
SHALLOW = 200
_KEPT = 600  # seconds
# Where a page begins and what is counted beside it say nothing of the order.
_NOT_ORDER = {"from", "size", "aggs"}


def shortened(body: dict[str, Any], index: str) -> dict[str, Any]:
    """Begin where the page before ended, if it was asked for a moment ago."""
    start = body["from"]
    place = cache.get(_mark(body, index, start)) if start >= SHALLOW else None
    return {**body, "from": 0, "search_after": place} if place else body


def remember(
    body: Mapping[str, Any], index: str, hits: Sequence[Mapping[str, Any]]
) -> None:
    """Keep where this page ended, if the next will be deep and there is one."""
    end = body["from"] + body["size"]
    if end >= SHALLOW and len(hits) == body["size"]:
        cache.set(_mark(body, index, end), hits[-1]["sort"], _KEPT)


def _mark(body: Mapping[str, Any], index: str, start: int) -> str:
    said = {key: body[key] for key in body.keys() - _NOT_ORDER}
    text = json.dumps([index, start, said], sort_keys=True)
    digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    return f"search.place:{digest}"
