import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.models import User
from bank.models import LessonPlan
from notifications.kinds import Frequency
from search.actions import record_change, renew_feed, save_search
from search.criteria import Criteria
from search.engines import ELASTICSEARCH, NAMES, current_engine, scratch_engine
from search.indexer import catch_up
from search.models import SavedSearch
from tests.elasticsearch.node import NodeUnavailable, running_node
from tests.factories.bank import make_lesson_plan
from tests.factories.search import Shelf
from tests.search.alerting import Publish


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


@pytest.fixture
def publish(maria: User) -> Publish:
    """Have maria publish something that the index takes in."""

    def make(title: str = "Ułamki na pizzy", **options: object) -> LessonPlan:
        said = {"summary": "Krótko.", "institution": maria.institution, **options}
        plan = make_lesson_plan(maria, title=title, **said)  # type: ignore[arg-type]
        record_change("material", plan.pk)
        catch_up()
        return plan

    return make


@pytest.fixture
def feed(oskar: User) -> SavedSearch:
    """The feed of what oskar keeps, switched on."""
    saved = save_search(
        oskar,
        name="Moje ułamki",
        criteria=Criteria(text="ułamki"),
        cadence=Frequency.NEVER,
    )
    renew_feed(saved)
    saved.refresh_from_db()
    return saved
