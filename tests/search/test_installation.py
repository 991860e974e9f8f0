"""One index for all who answer, one writer at a time."""

from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from pytest_django import Settings

from search.checks import refuse_what_cannot_work
from search.engines import current_engine
from search.engines.locks import shared_lock
from search.engines.tantivy import TantivyEngine


def test_several_machines_need_a_shared_index(settings: Settings) -> None:
    settings.WEB_MACHINES = 2

    with pytest.raises(ImproperlyConfigured, match="ELASTICSEARCH_URL"):
        refuse_what_cannot_work()


@pytest.mark.parametrize(
    ("machines", "url"), [(1, ""), (2, "http://search.example:9200")]
)
def test_others_start(settings: Settings, machines: int, url: str) -> None:
    settings.WEB_MACHINES, settings.ELASTICSEARCH_URL = machines, url

    refuse_what_cannot_work()


def test_engine_follows_the_settings(settings: Settings) -> None:
    assert isinstance(current_engine(), TantivyEngine)

    settings.ELASTICSEARCH_URL = "http://search.example:9200"

    assert type(current_engine()).__name__ == "ElasticsearchEngine"


@pytest.mark.django_db
def test_one_writes_at_a_time(tmp_path: Path) -> None:
    got_it = Event()

    def other() -> None:
        try:
            with shared_lock(tmp_path, "writer"):
                got_it.set()
        finally:
            connection.close()

    thread = Thread(target=other)
    with shared_lock(tmp_path, "writer"):
        thread.start()
        assert not got_it.wait(0.5)
        with shared_lock(tmp_path, "rebuild"):
            pass

    assert got_it.wait(10)
    thread.join()
