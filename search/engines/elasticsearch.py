"""The distributed engine: an Elasticsearch cluster that several machines share.

A generation is an index `<prefix>-<moment>`; the alias `<prefix>` is the pointer that
readers follow.
"""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from search.engines import elasticsearch_mapping as schema
from search.engines import elasticsearch_places as places
from search.engines import elasticsearch_queries as queries
from search.engines.base import MOST_VALUES, Hit, Key, Request, Result
from search.engines.cluster import Cluster
from search.engines.elasticsearch_connection import Connection, refuse_half
from search.engines.elasticsearch_generation import ElasticsearchGeneration
from search.engines.elasticsearch_pointer import Pointer
from search.engines.elasticsearch_walk import walk
from search.engines.entries import Fields, card_from, key_from, written
from search.engines.locks import shared_lock
from search.exceptions import IndexMissing

# More than a person types at once.
_MANY_FORMS = 40
_LOOK_AGAIN = 1.0  # seconds between looks whether the index is ours to read


class ElasticsearchEngine:
    """Keeps `search.engines.base.Engine`."""

    def __init__(
        self, cluster: Cluster, *, prefix: str, locks: Path, fields: Fields
    ) -> None:
        self._fields = fields
        self._connection = Connection(cluster)
        self._prefix = prefix
        self._pointer = Pointer(self._connection, prefix)
        self._locks = locks
        self._signature = schema.signature(fields)
        self._looked_at = float("-inf")

    def is_ready(self) -> bool:
        try:
            self._look()
        except IndexMissing:
            return False
        return True

    def refresh(self) -> None:
        """Do nothing: a cluster shows to everybody what is committed."""

    def look_again(self) -> None:
        self._looked_at = float("-inf")
        self._connection.wake()

    def search(self, request: Request) -> Result:
        body = queries.request(request)
        found = self._ask(places.shortened(body, self._prefix))
        places.remember(body, self._prefix, found["hits"]["hits"])
        return _result(found, request)

    def search_each(self, requests: Sequence[Request]) -> list[Result]:
        asked = self._ask_each([queries.request(each) for each in requests])
        return [_result(*each) for each in zip(asked, requests, strict=True)]

    def frequencies(
        self, terms: Collection[str], audience: frozenset[str]
    ) -> Mapping[str, int]:
        return self._counts("terms", list(terms), audience)

    def surfaces(
        self, folded: Collection[str], audience: frozenset[str]
    ) -> Mapping[str, int]:
        # Most of the forms one slip away are no words: sort those out first.
        forms = list(folded)
        if len(forms) > _MANY_FORMS:
            forms = list(self._counts("forms", forms, audience))
        beginnings = [queries.beginning_of(form) for form in forms]
        return {
            written(entry): count
            for entry, count in self._vocabulary(beginnings, audience, MOST_VALUES)
        }

    def completions(
        self, prefix: str, audience: frozenset[str], limit: int
    ) -> Sequence[str]:
        return [
            written(entry) for entry, _ in self._vocabulary([prefix], audience, limit)
        ]

    def titled(
        self, forms: Sequence[str], audience: frozenset[str], limit: int
    ) -> Sequence[Hit]:
        found = self._ask(queries.titled(forms, audience, limit))
        return [_hit(each) for each in found["hits"]["hits"]]

    def walk(self, request: Request) -> Iterator[Hit]:
        self._look()
        timeout = {"timeout": self._connection.engine_timeout}
        body, most = queries.listing(request) | timeout, request.limit
        found = walk(self._connection.reading, self._prefix, body, most)
        return map(_hit, found)

    def digests(self) -> Mapping[Key, int]:
        self._look(now=True)
        stored = walk(self._connection.writing, self._prefix, queries.DIGESTS)
        return {key_from(each["_id"]): each["_source"]["digest"] for each in stored}

    def generation_name(self) -> str:
        self._look(now=True)
        return self._pointer.index()

    def discard(self) -> None:
        self._pointer.delete_all()
        self.look_again()

    def lock(self, name: str) -> AbstractContextManager[None]:
        return shared_lock(self._locks, name)

    def current(self) -> ElasticsearchGeneration:
        index = self.generation_name()
        self._pointer.let_write(index)
        return self._generation(index)

    def begin(self) -> ElasticsearchGeneration:
        return self._generation(self._pointer.create(schema.mapping(self._fields)))

    def _point_at(self, index: str) -> None:
        self._pointer.move_to(index)
        self.look_again()

    def _generation(self, index: str) -> ElasticsearchGeneration:
        return ElasticsearchGeneration(
            self._connection, index, self._fields, self._point_at
        )

    def _look(self, *, now: bool = False) -> None:
        """Make sure that there is an index this code can read. Raises `NoAnswer`."""
        if not now and time.monotonic() - self._looked_at < _LOOK_AGAIN:
            return
        self._pointer.refuse_other(self._signature)
        self._looked_at = time.monotonic()

    def _ask(self, body: dict[str, Any]) -> dict[str, Any]:
        """Raises `NoAnswer`; half an answer is none."""
        self._look()
        with self._connection.reading() as client:
            found: dict[str, Any] = client.search(
                index=self._prefix,
                allow_partial_search_results=False,
                timeout=self._connection.engine_timeout,
                **_renamed(body),
            ).body
            refuse_half(found)
        return found

    def _ask_each(self, bodies: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Ask several things over the network at once. Raises `NoAnswer`."""
        if not bodies:
            return []
        self._look()
        whole = {"allow_partial_search_results": False}
        timeout = {"timeout": self._connection.engine_timeout}
        searches = [part for body in bodies for part in (whole, body | timeout)]
        with self._connection.reading() as client:
            answers = client.msearch(index=self._prefix, searches=searches)
            found: list[dict[str, Any]] = answers["responses"]
            for each in found:
                refuse_half(each)
        return found

    def _counts(
        self, field: str, words: Sequence[str], audience: frozenset[str]
    ) -> dict[str, int]:
        if not words:
            return {}
        found = self._ask(queries.counts(field, words, audience))
        buckets = found["aggregations"]["words"]["buckets"]
        return {
            word: each["doc_count"]
            for word, each in buckets.items()
            if each["doc_count"]
        }

    def _vocabulary(
        self, beginnings: Sequence[str], audience: frozenset[str], limit: int
    ) -> Iterator[tuple[str, int]]:
        if not beginnings:
            return
        found = self._ask(queries.vocabulary(beginnings, audience, limit))
        for each in found["aggregations"].values():
            yield from _buckets(each).items()


def _renamed(body: dict[str, Any]) -> dict[str, Any]:
    """Give the parameters of the client their names: Python keeps `from`."""
    return {"from_" if key == "from" else key: body[key] for key in body}


def _result(found: Mapping[str, Any], asked: Request) -> Result:
    counted = found["aggregations"] if asked.count_facets else {}
    return Result(
        found["hits"]["total"]["value"],
        tuple(map(_hit, found["hits"]["hits"])),
        {
            key: _buckets(each.get(queries.VALUES, each))
            for key, each in counted.items()
        },
    )


def _buckets(found: Mapping[str, Any]) -> dict[str, int]:
    return {each["key"]: each["doc_count"] for each in found["buckets"]}


def _hit(found: Mapping[str, Any]) -> Hit:
    source, pk = key_from(found["_id"])
    kept = found["_source"]
    card = card_from(kept["card"])
    score = float(found["_score"] or 0)
    # A walk asks for cards only.
    title, body, parts = (kept.get(name, "") for name in ("title", "body", "parts"))
    return Hit(source, pk, score, title, body, card, parts, kept.get("published", 0))
