"""Which of our indices readers see: an alias, moved in one step.

Whatever somebody did to it by hand – pointed it at two indices, took it away, put an
index in its place – the next rebuild puts it right.
"""

import re
import time
from typing import Any

from elasticsearch import Elasticsearch

from search.engines import elasticsearch_mapping as schema
from search.engines.elasticsearch_connection import Connection
from search.engines.elasticsearch_generation import writing_alias
from search.exceptions import EngineUnavailable, IndexMissing


class Pointer:
    """The alias `<prefix>` over the indices `<prefix>-<moment>`. All raise `NoAnswer`."""

    def __init__(self, connection: Connection, prefix: str) -> None:
        self._connection = connection
        self._prefix = prefix

    def refuse_other(self, signature: str) -> None:
        """Raise `IndexMissing` unless the alias names one index that bears this."""
        with self._connection.reading() as client:
            found = client.indices.get(
                index=self._prefix,
                features=["aliases", "mappings"],
                filter_path="*.aliases,*.mappings._meta",
            ).body
        if len(found) != 1 or self._prefix in found:
            raise IndexMissing(f"{self._prefix} is no alias of one index of ours")
        [described] = found.values()
        if described.get("mappings", {}).get("_meta", {}).get("signature") != signature:
            raise IndexMissing(f"{self._prefix} was made by another version")

    def index(self) -> str:
        """Name the index that readers see."""
        with self._connection.writing() as client:
            found = client.indices.get_alias(name=self._prefix).body
        return str(next(iter(found)))

    def create(self, mapping: dict[str, Any]) -> str:
        """Make an empty index that nobody sees."""
        index = f"{self._prefix}-{time.time_ns() // 1_000_000}"
        with self._connection.writing() as client:
            client.indices.create(
                index=index,
                mappings=mapping,
                settings=schema.settings(),
                aliases={writing_alias(index): {}},
            )
        return index

    def let_write(self, index: str) -> None:
        """Give the index its alias for writing, in case somebody took it away."""
        with self._connection.writing() as client:
            client.indices.put_alias(index=index, name=writing_alias(index))

    def move_to(self, index: str) -> None:
        """Let readers see `index`; keep the one before for those still reading.

        Everything older goes, and what a rebuild left half-finished.
        """
        with self._connection.writing() as client:
            known = self._indices(client)
            before = client.indices.get(index=self._prefix, ignore_unavailable=True)
            moves: list[dict[str, Any]] = [
                {"remove": {"index": name, "alias": self._prefix}}
                if name != self._prefix
                else {"remove_index": {"index": _ours(client, name)}}
                for name in before
            ]
            moves.append({"add": {"index": index, "alias": self._prefix}})
            client.indices.update_aliases(actions=moves)
            for name in known - {index, *before}:
                client.indices.delete(index=name, ignore_unavailable=True)

    def delete_all(self) -> None:
        with self._connection.writing() as client:
            for name in self._indices(client):
                client.indices.delete(index=name, ignore_unavailable=True)

    def _indices(self, client: Elasticsearch) -> set[str]:
        """Name every index of ours, half-finished ones too."""
        found = client.indices.get_alias(index=f"{self._prefix}-*").body
        ours = re.compile(rf"{re.escape(self._prefix)}-\d+")
        return {name for name in found if ours.fullmatch(name)}


def _ours(client: Elasticsearch, index: str) -> str:
    """Let an index that took the alias's place go, unless it may be another's.

    Raises `EngineUnavailable`.
    """
    described = client.indices.get_mapping(index=index).body[index]["mappings"]
    is_ours = "signature" in described.get("_meta", {})
    if not is_ours and client.count(index=index)["count"]:
        raise EngineUnavailable(
            f"“{index}” is an index of somebody else's, where our alias should be: "
            "choose another ELASTICSEARCH_PREFIX, or delete that index"
        )
    return index
