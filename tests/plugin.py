"""How the suite itself behaves: nothing skipped in silence, seed data kept.

`REQUIRE_ALL=1`, which `.ci/run` sets, turns a skipped test into a failure.
"""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.base.creation import BaseDatabaseCreation
from pytest_django import DjangoDbBlocker

from search.engines import ELASTICSEARCH


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every transactional test the rows that migrations made; mark some tests.

    Such a test ends by emptying all tables; without this, the next would find no
    vocabulary, no root page and no workflow.
    """
    for item in items:
        if _asks_a_cluster(item):
            item.add_marker(pytest.mark.elasticsearch)
        marker = item.get_closest_marker("django_db")
        if marker is not None and marker.kwargs.get("transaction"):
            item.add_marker(
                pytest.mark.django_db(transaction=True, serialized_rollback=True),
                append=False,
            )


def _asks_a_cluster(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function):
        return False
    chosen = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return ELASTICSEARCH in chosen or "search_node" in item.fixturenames


@pytest.fixture(scope="session", autouse=True)
def _seed_kept_for_the_next_run(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Put back, at the end, what the last transactional test emptied."""
    transactional = any(
        (marker := item.get_closest_marker("django_db")) is not None
        and marker.kwargs.get("transaction")
        for item in request.session.items
    )
    if not transactional:
        yield
        return
    request.getfixturevalue("django_db_setup")
    yield
    with django_db_blocker.unblock():
        seed: str = connection._test_serialized_contents  # type: ignore[attr-defined]  # noqa: SLF001
        creation: BaseDatabaseCreation = connection.creation
        creation.deserialize_db_from_string(seed)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("REQUIRE_ALL"):
        return
    if skipped := reporter.stats.get("skipped", []):
        reporter.write_line(f"{len(skipped)} skipped, and REQUIRE_ALL is set", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
