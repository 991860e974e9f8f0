"""Which engine this installation uses."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import Engine
from search.engines.cluster import Cluster, chosen_cluster
from search.engines.entries import Fields
from search.engines.tantivy import TantivyEngine
from search.sources import facets, measures

TANTIVY, ELASTICSEARCH = "tantivy", "elasticsearch"
NAMES = (TANTIVY, ELASTICSEARCH)


class _Distributed(Protocol):
    def __call__(
        self, cluster: Cluster, *, prefix: str, locks: Path, fields: Fields
    ) -> Engine: ...


def chosen_name() -> str:
    """Name the engine of the settings."""
    return ELASTICSEARCH if settings.ELASTICSEARCH_URL else TANTIVY


def current_engine() -> Engine:
    """Give the engine of this process, open on the index of the settings."""
    return open_engine(tuple(facets()), tuple(measures()))


def open_engine(
    facet_keys: tuple[str, ...], measure_keys: tuple[str, ...] = ()
) -> Engine:
    """Give the engine of the settings for an index with these fields."""
    root, prefix = Path(settings.SEARCH_INDEX_DIR), settings.ELASTICSEARCH_PREFIX
    return _opened(chosen_cluster(), prefix, root, Fields(facet_keys, measure_keys))


@contextmanager
def scratch_engine(
    name: str = "",
    facet_keys: tuple[str, ...] = (),
    measure_keys: tuple[str, ...] = (),
) -> Iterator[Engine]:
    """Give an empty engine for trials, that of the settings unless named."""
    with tempfile.TemporaryDirectory(prefix="search-trial-") as folder:
        cluster = chosen_cluster() if name != TANTIVY else Cluster()
        prefix = f"{settings.ELASTICSEARCH_PREFIX}-trial-{secrets.token_hex(4)}"
        engine = _open(cluster, prefix, Path(folder), Fields(facet_keys, measure_keys))
        try:
            yield engine
        finally:
            engine.discard()


def _open(cluster: Cluster, prefix: str, root: Path, fields: Fields) -> Engine:
    if not cluster.urls:
        return TantivyEngine(root, fields=fields)
    # Loaded only where it is used: the client is as big as all the rest of search.
    path = "search.engines.elasticsearch.ElasticsearchEngine"
    distributed = cast("_Distributed", import_string(path))
    return distributed(cluster, prefix=prefix, locks=root, fields=fields)


_opened = lru_cache(maxsize=8)(_open)

__all__ = ["Engine", "current_engine", "open_engine", "scratch_engine"]
