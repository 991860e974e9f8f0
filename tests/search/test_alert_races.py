"""Several workers look for news at once: everybody is told, and told once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from notifications.kinds import Frequency
from notifications.models import Notification
from search.actions import record_change, save_search
from search.actions.alerts import tell_of_news
from search.criteria import Criteria
from search.indexer import catch_up
from search.models import Alert
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS, PEOPLE = 4, 6


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


def at_once(deeds: list[Callable[[], object]]) -> None:
    def run(deed: Callable[[], object]) -> None:
        try:
            deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        list(pool.map(run, deeds))


def test_four_workers_tell_each_person_once() -> None:
    author = make_user("autorka")
    for number in range(PEOPLE):
        save_search(
            make_user(f"osoba{number}"),
            name="Moje",
            criteria=Criteria(text="ułamki"),
            cadence=Frequency.NOW,
        )
    plan = make_lesson_plan(author, title="Ułamki na pizzy")
    record_change("material", plan.pk)
    catch_up()

    at_once([lambda: tell_of_news(0, 2**31)] * WORKERS)

    assert Alert.objects.count() == PEOPLE
    assert Notification.objects.filter(kind="search.alert").count() == PEOPLE
