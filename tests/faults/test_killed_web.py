"""The web process dies while people write: what was answered is there, once."""

import random
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from tests.faults.site import WebSite

pytestmark = pytest.mark.browser

WRITERS, REPLIES, KILLS = 3, 25, 5


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebSite]:
    site = WebSite(tmp_path_factory.mktemp("web"))
    site.prepare()
    site.start()
    yield site
    site.kill()


def stored(site: WebSite) -> Counter[str]:
    with closing(sqlite3.connect(site.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = connection.execute("SELECT source FROM network_post WHERE position > 1")
        return Counter(source for (source,) in rows)


def test_killed_web_process_loses_and_doubles_no_reply(site: WebSite) -> None:
    def write(writer: int) -> list[str]:
        texts = [f"Odpowiedź {writer}-{number}" for number in range(REPLIES)]
        for text in texts:
            site.answer(text)
        return texts

    with ThreadPoolExecutor(WRITERS) as people:
        writing = [people.submit(write, writer) for writer in range(WRITERS)]
        for _ in range(KILLS):
            time.sleep(random.uniform(0.1, 0.6))  # noqa: S311 - no secret
            site.kill()
            site.start()
        answered = [text for each in writing for text in each.result()]

    assert len(answered) == WRITERS * REPLIES
    assert stored(site) == Counter(answered)


def test_reply_waits_for_a_writer_that_holds_the_database(site: WebSite) -> None:
    with ThreadPoolExecutor(1) as people:
        with closing(sqlite3.connect(site.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            sending = people.submit(site.answer, "Poczekam")
            time.sleep(3)
            assert not sending.done()
            assert site.read() == 200
            other.execute("ROLLBACK")
        sending.result()

    assert stored(site)["Poczekam"] == 1
