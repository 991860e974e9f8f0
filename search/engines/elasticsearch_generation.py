"""One index of a cluster, open for writing.

A writer goes through an alias of the index's own, which vanishes with it, so that
writing to a lost index fails instead of making another by accident.
"""

from collections.abc import Callable, Iterable
from typing import Any

from elasticsearch.helpers import streaming_bulk

from search.engines import elasticsearch_mapping as schema
from search.engines.base import Key
from search.engines.elasticsearch_connection import Connection
from search.engines.entries import Fields, key_of
from search.exceptions import EngineUnavailable, IndexMissing
from search.sources import Document

# A full queue answers 429: after 0.5, 1, 2 and 4 seconds it is the indexer's turn.
_TRIES, _FIRST_WAIT = 4, 0.5
_PORTION = 5_000_000  # bytes of one request to write
# Taken away already, or written by somebody who had read something newer.
_HARMLESS = {"delete": {404, 409}, "index": {409}}


class ElasticsearchGeneration:
    """Keeps `search.engines.base.Generation`."""

    def __init__(
        self,
        connection: Connection,
        index: str,
        fields: Fields,
        point_at: Callable[[str], None],
    ) -> None:
        self._connection = connection
        self._index = index
        self._fields = fields
        self._point_at = point_at

    def add(self, documents: Iterable[Document], *, version: int) -> None:
        self.put(documents, version=version)

    def put(self, documents: Iterable[Document], *, version: int) -> None:
        self._write(
            {
                **self._action("index", document.source, document.pk, version),
                "_source": schema.to_fields(document, self._fields),
            }
            for document in documents
        )

    def remove(self, keys: Iterable[Key], *, version: int) -> None:
        self._write(self._action("delete", source, pk, version) for source, pk in keys)

    def commit(self) -> None:
        with self._connection.writing() as client:
            client.indices.refresh(index=self._index)

    def publish(self) -> None:
        with self._connection.writing() as client:
            client.indices.put_settings(
                index=self._index, settings={"refresh_interval": "1s"}
            )
        self.commit()
        self._point_at(self._index)

    def close(self) -> None:
        """Nothing is held open."""

    def _action(
        self, operation: str, source: str, pk: int, version: int
    ) -> dict[str, Any]:
        return {
            "_op_type": operation,
            "_index": writing_alias(self._index),
            "_id": key_of(source, pk),
            "version": version,
            "version_type": "external_gte",
        }

    def _write(self, actions: Iterable[dict[str, Any]]) -> None:
        """Send in portions, waiting when told to. Raises `NoAnswer`."""
        with self._connection.writing() as client:
            answers = streaming_bulk(
                client,
                actions,
                max_chunk_bytes=_PORTION,
                raise_on_error=False,
                max_retries=_TRIES,
                initial_backoff=_FIRST_WAIT,
                require_alias=True,
            )
            for succeeded, item in answers:
                if not succeeded:
                    _judge(item)


def writing_alias(index: str) -> str:
    return f"{index}-write"


def _judge(item: dict[str, Any]) -> None:
    """Raise `NoAnswer` for what was not written, unless that is as it should be."""
    [(operation, answer)] = item.items()
    error = answer.get("error") or {}
    kind = error.get("type", "") if isinstance(error, dict) else str(error)
    if kind == "index_not_found_exception":
        raise IndexMissing(str(error))
    if answer.get("status") not in _HARMLESS[operation]:
        raise EngineUnavailable(f"{operation} was refused: {error or answer}")
