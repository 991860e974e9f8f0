from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from search.indexer import catch_up
from tests.factories.search import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty index of the test's own."""
    return Shelf(tmp_path / "shelf")


@pytest.fixture
def index_now(tmp_path: Path, settings: Settings, db: None) -> Callable[[], int]:
    """Take every recorded change into an index of the test's own."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return catch_up
