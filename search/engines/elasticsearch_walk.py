"""Every hit of a query one after another: a point in time, walked by `search_after`.

A cluster refuses to give what stands beyond ten thousand others, and would have to
sort all of them again for each portion. A point in time keeps what was there when
it was opened, whatever is written, merged or put in its place meanwhile.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.elasticsearch_connection import refuse_half
from search.exceptions import NoAnswer

PORTION = 1000
# How long the next portion may take to be asked for.
_KEPT = "1m"

Asking = Callable[[], AbstractContextManager[Elasticsearch]]


def walk(
    asking: Asking, index: str, body: Mapping[str, Any], most: int | None = None
) -> Iterator[dict[str, Any]]:
    """Give the first `most` hits as of now, or all. Raises `NoAnswer`."""
    with asking() as client:
        opened = client.open_point_in_time(index=index, keep_alive=_KEPT)
    return _portions(asking, opened["id"], body, most)


def _portions(
    asking: Asking, moment: str, body: Mapping[str, Any], most: int | None
) -> Iterator[dict[str, Any]]:
    left, place = most if most is not None else math.inf, None
    try:
        while left > 0:
            size = int(min(PORTION, left))
            with asking() as client:
                found = client.search(
                    **body,
                    pit={"id": moment, "keep_alive": _KEPT},
                    search_after=place,
                    size=size,
                    track_total_hits=False,
                    allow_partial_search_results=False,
                )
                refuse_half(found.body)
            hits, moment = found["hits"]["hits"], found["pit_id"]
            yield from hits
            if len(hits) < size:
                return
            left, place = left - size, hits[-1]["sort"]
    finally:
        # It would close by itself, a minute later.
        with suppress(NoAnswer), asking() as client:
            client.close_point_in_time(id=moment)
