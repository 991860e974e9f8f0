"""Which engine this installation uses."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.engines.base import Engine
from search.engines.tantivy import TantivyEngine
from search.sources import facets


def current_engine() -> Engine:
    """Give the engine of this process, open on the index of the settings."""
    return _embedded(Path(settings.SEARCH_INDEX_DIR), tuple(facets()))


def scratch_engine(root: Path) -> Engine:
    """Give an engine of the same kind on an empty folder, for trials."""
    return TantivyEngine(root, facets=())


@lru_cache(maxsize=8)
def _embedded(root: Path, facet_keys: tuple[str, ...]) -> Engine:
    return TantivyEngine(root, facets=facet_keys)


__all__ = ["Engine", "current_engine", "scratch_engine"]
