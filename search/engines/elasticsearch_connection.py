"""Asking Elasticsearch: how long to wait, and what its refusals mean to us."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from search.exceptions import EngineUnavailable, IndexMissing, NoAnswer

log = logging.getLogger("search.engine")

# A page that waits longer is better answered from the database.
READ_SECONDS = 3
WRITE_SECONDS = 60
# After a failure nobody asks for so long: a silent engine must not hold every thread.
REST_SECONDS = 1.0
NOT_FOUND = 404


class Connection:
    """One cluster, for readers in a hurry and for a writer that can wait."""

    def __init__(self, url: str) -> None:
        self._client = Elasticsearch(url, retry_on_timeout=False)
        self._rests_until = float("-inf")
        self._is_failing = False

    @contextmanager
    def reading(self) -> Iterator[Elasticsearch]:
        """Raises `NoAnswer`, at once when the engine failed a moment ago."""
        if time.monotonic() < self._rests_until:
            raise EngineUnavailable("it failed a moment ago")
        try:
            with _understood():
                yield self._client.options(request_timeout=READ_SECONDS, max_retries=0)
        except EngineUnavailable as error:
            if not self._is_failing:
                log.warning("readers get titles only, the engine fails: %s", error)
            self._is_failing = True
            self._rests_until = time.monotonic() + REST_SECONDS
            raise
        if self._is_failing:
            log.warning("the engine answers again")
            self._is_failing = False

    @contextmanager
    def writing(self) -> Iterator[Elasticsearch]:
        """Raises `NoAnswer`."""
        with _understood():
            yield self._client.options(request_timeout=WRITE_SECONDS, max_retries=2)

    def wake(self) -> None:
        """Ask again, even if the engine failed a moment ago."""
        self._rests_until = float("-inf")


def refuse_half(answer: Mapping[str, Any]) -> None:
    """Raise `NoAnswer` unless a search was answered in full."""
    if "error" in answer:
        missing = answer.get("status") == NOT_FOUND
        raise (IndexMissing if missing else EngineUnavailable)(str(answer["error"]))
    if answer["timed_out"]:
        raise EngineUnavailable("it took too long")


@contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except NoAnswer:
        raise
    except NotFoundError as error:
        raise IndexMissing(str(error)) from error
    except (ApiError, TransportError) as error:
        raise EngineUnavailable(str(error)) from error
