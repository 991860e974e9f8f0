import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from search.engines import ELASTICSEARCH, NAMES, current_engine, scratch_engine
from search.indexer import catch_up
from tests.elasticsearch.node import NodeUnavailable, running_node
from tests.factories.search import Shelf


@pytest.fixture(scope="session")
def search_node() -> Iterator[str]:
    """The address of a real Elasticsearch: one that runs, or one started for us."""
    if url := os.environ.get("ELASTICSEARCH_TEST_URL"):
        yield url
        return
    try:
        with running_node() as node:
            yield node.url
    except NodeUnavailable as error:
        pytest.skip(f"Elasticsearch: {error}")


@pytest.fixture(params=NAMES)
def engine_name(
    request: pytest.FixtureRequest, settings: Settings, tmp_path: Path
) -> str:
    """Each engine in turn, chosen in the settings, on an index of the test's own."""
    name: str = request.param
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.ELASTICSEARCH_PREFIX = f"test-{secrets.token_hex(4)}"
    if name == ELASTICSEARCH:
        settings.ELASTICSEARCH_URL = request.getfixturevalue("search_node")
    return name


@pytest.fixture
def shelf(engine_name: str) -> Iterator[Shelf]:
    """An empty index apart from every app, on each engine."""
    with scratch_engine(engine_name) as engine:
        yield Shelf(engine)


@pytest.fixture
def index_now(engine_name: str, db: None) -> Iterator[Callable[[], int]]:
    """Take every recorded change into an index of the test's own, on each engine."""
    yield catch_up
    current_engine().discard()
