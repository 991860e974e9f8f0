"""Real workers, really killed, on both databases."""

import os
import sqlite3
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.jobs.crash.site import LEASE_SECONDS, CrashSite


def postgres_url() -> Iterator[str]:
    """A database of its own on the server for tests, dropped at the end."""
    server = os.environ.get("POSTGRES_TEST_URL", "")
    if not server:
        pytest.skip("PostgreSQL: POSTGRES_TEST_URL names no server")
    name = f"crash_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{server.rpartition('/')[0]}/{name}"
        connection.execute(
            sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
        )


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CrashSite]:
    urls = (
        iter([f"sqlite:///{tmp_path / 'crash.sqlite3'}"])
        if request.param == "sqlite"
        else postgres_url()
    )
    site = CrashSite(next(urls), tmp_path / "log")
    try:
        site.manage("migrate", "--verbosity=0")
        yield site
    finally:
        site.kill_all()
        list(urls)


def more_started(site: CrashSite, begun: int) -> bool:
    return len(site.notes("start", "crash")) > begun


def test_killed_worker_loses_no_job_and_its_own_runs_again(site: CrashSite) -> None:
    site.fill("crash.slow", 1, milliseconds=1500)
    site.fill("crash.work", 10, milliseconds=20)
    worker = site.start()
    site.wait_for(lambda: site.notes("start", "crash.slow"))
    site.kill(worker)
    killed = time.time()
    site.start()
    site.wait_for(lambda: len(site.ended()) == 11)

    first, second = site.notes("start", "crash.slow")
    assert first.pid == worker.pid
    # The lease was renewed at most a quarter of it before the kill.
    assert second.at >= killed + LEASE_SECONDS * 0.7 - 0.5
    assert site.overlapping() == []


def test_workers_that_race_run_each_job_once(site: CrashSite) -> None:
    site.fill("crash.work", 150, milliseconds=2)
    for _ in range(2):
        site.start(threads=3)
    site.wait_for(lambda: len(site.ended()) == 150)

    starts = site.notes("start", "crash.work")
    assert len(starts) == 150
    assert len({note.pid for note in starts}) == 2


def test_workers_that_keep_dying_lose_nothing(site: CrashSite) -> None:
    site.fill("crash.work", 30, milliseconds=60)
    workers = [site.start(threads=2) for _ in range(2)]
    for _ in range(3):
        begun = len(site.notes("start", "crash"))
        site.wait_for(partial(more_started, site, begun))
        site.kill(workers.pop(0))
        workers.append(site.start(threads=2))
    site.wait_for(lambda: len(site.ended()) == 30)

    assert site.overlapping() == []


def test_asked_to_stop_a_worker_finishes_what_it_began(site: CrashSite) -> None:
    site.fill("crash.slow", 2, milliseconds=700)
    worker = site.start()
    site.wait_for(lambda: site.notes("start", "crash.slow"))
    code = site.stop(worker)

    assert code == 0
    assert len(site.notes("start", "crash.slow")) == 1
    assert len(site.ended("crash.slow")) == 1


def test_long_job_keeps_its_lease(site: CrashSite) -> None:
    milliseconds = int(LEASE_SECONDS * 1000 * 2)
    site.fill("crash.slow", 1, milliseconds=milliseconds)
    for _ in range(2):
        site.start()
    site.wait_for(lambda: site.ended("crash.slow"))

    assert len(site.notes("start", "crash.slow")) == 1


def test_slow_lane_does_not_hold_up_another(site: CrashSite) -> None:
    site.fill("crash.slow", 1, milliseconds=3000)
    site.fill("crash.work", 5, milliseconds=1)
    site.start()
    site.wait_for(lambda: len(site.ended("crash.work")) == 5)

    assert site.ended("crash.slow") == set()


def test_service_runs_in_one_worker_and_moves_when_that_dies(site: CrashSite) -> None:
    workers = [site.start(), site.start()]
    site.wait_for(lambda: site.notes("beat", "service"))
    time.sleep(1)
    (holder,) = {note.pid for note in site.notes("start", "service")}
    dying = next(worker for worker in workers if worker.pid == holder)
    site.kill(dying)
    site.wait_for(lambda: len(site.notes("start", "service")) == 2)

    last_beat = max(note.at for note in site.notes("beat") if note.pid == holder)
    assert site.notes("start", "service")[1].at > last_beat


def test_locked_database_only_costs_time(tmp_path: Path) -> None:
    path = tmp_path / "crash.sqlite3"
    site = CrashSite(f"sqlite:///{path}", tmp_path / "log", {"BUSY_SECONDS": "0.1"})
    site.manage("migrate", "--verbosity=0")
    site.fill("crash.work", 20, milliseconds=50)
    try:
        worker = site.start()
        site.wait_for(lambda: site.notes("start", "crash.work"))
        with sqlite3.connect(path, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            time.sleep(1.5)
            other.execute("ROLLBACK")
        site.wait_for(lambda: len(site.ended()) == 20)
        alive = worker.poll() is None
    finally:
        site.kill_all()

    assert alive
    assert len(site.notes("start", "crash.work")) == 20
