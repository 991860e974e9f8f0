"""Asking Elasticsearch: how long to wait, and what its refusals mean to us."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    Elasticsearch,
    NotFoundError,
    SSLError,
    TransportError,
)

from search.engines.cluster import Cluster
from search.exceptions import EngineUnavailable, IndexMissing, NoAnswer

log = logging.getLogger("search.engine")

WRITE_SECONDS = 60
# The engine gives up a little before we do, and says so.
_ENGINE_SHARE = 0.8
# After a failure nobody asks for so long: a silent engine must not hold every thread.
REST_SECONDS = 1.0
NOT_FOUND = 404


class Connection:
    """One cluster, for readers in a hurry and for a writer that can wait."""

    def __init__(self, cluster: Cluster) -> None:
        self._client = _client(cluster)
        # A page that waits longer is better answered from the database.
        self._patience = cluster.patience
        # Another machine may know what one that refuses connections does not.
        self._other_machines = len(cluster.urls) - 1
        self._rests_until = float("-inf")
        self._is_failing = False

    @contextmanager
    def reading(self) -> Iterator[Elasticsearch]:
        """Raises `NoAnswer`, at once when the engine failed a moment ago."""
        if time.monotonic() < self._rests_until:
            raise EngineUnavailable("it failed a moment ago")
        try:
            with _understood():
                yield self._client.options(
                    request_timeout=self._patience, max_retries=self._other_machines
                )
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

    @property
    def engine_timeout(self) -> str:
        """How long the engine may think about what a reader waits for."""
        return f"{self._patience * _ENGINE_SHARE * 1000:.0f}ms"

    def wake(self) -> None:
        """Ask again, even if the engine failed a moment ago."""
        self._rests_until = float("-inf")


def _client(cluster: Cluster) -> Elasticsearch:
    """Make the client, which connects when it is first asked something."""
    trust: dict[str, Any] = {}
    if cluster.ca_file:
        trust["ca_certs"] = cluster.ca_file
    if cluster.fingerprint:
        trust["ssl_assert_fingerprint"] = cluster.fingerprint
    return Elasticsearch(
        cluster.urls,
        api_key=cluster.api_key or None,
        retry_on_timeout=False,
        **trust,
    )


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
    except AuthenticationException as error:
        raise EngineUnavailable(f"it does not know who we are: {error}") from error
    except AuthorizationException as error:
        raise EngineUnavailable(f"it does not let us: {error}") from error
    except SSLError as error:
        raise EngineUnavailable(f"its certificate is not trusted: {error}") from error
    except (ApiError, TransportError) as error:
        raise EngineUnavailable(str(error)) from error
