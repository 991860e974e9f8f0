"""A cluster that is down, slow, full or overloaded: readers get titles, nothing is lost."""

import secrets
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from elasticsearch import Elasticsearch
from pytest_django import Settings

from accounts.models import User
from bank.models import LessonPlan
from search import indexer
from search.actions import record_change
from search.engines import (
    current_engine,
    elasticsearch_connection,
    elasticsearch_generation,
)
from search.engines.elasticsearch_generation import writing_alias
from search.exceptions import EngineUnavailable, IndexMissing
from search.indexer import Indexer, catch_up, run
from search.models import Change
from search.rebuild import rebuild
from search.sources import Document
from tests.elasticsearch.trouble import Door, door_to
from tests.factories.bank import make_lesson_plan
from tests.factories.search import PUBLIC

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(
    search_node: str,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Door]:
    """A node that can be made to fail, chosen as the engine of this test."""
    settings.SEARCH_INDEX_DIR = tmp_path
    settings.ELASTICSEARCH_PREFIX = f"test-{secrets.token_hex(4)}"
    monkeypatch.setattr(elasticsearch_generation, "_FIRST_WAIT", 0.01)
    with door_to(search_node) as door:
        settings.ELASTICSEARCH_URL = door.url
        yield door
        door.behave()
        current_engine().look_again()
        current_engine().discard()


@pytest.fixture
def plan(maria: User, door: Door) -> LessonPlan:
    plan = make_lesson_plan(maria, title="Ułamki na pizzy")
    catch_up()
    return plan


@pytest.fixture
def reader(client: Client, oskar: User) -> Client:
    client.force_login(oskar)
    return client


@pytest.fixture
def admin(door: Door, search_node: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(search_node) as client:
        yield client


def _page(reader: Client, text: str = "pizzy") -> str:
    answer = reader.get("/szukaj/", {"q": text})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def _is_by_title(page: str) -> bool:
    return "Wyszukiwarka chwilowo nie odpowiada" in page and "Ułamki na pizzy" in page


def _rename(plan: LessonPlan, title: str) -> None:
    LessonPlan.objects.filter(pk=plan.pk).update(title=title)
    record_change("material", plan.pk)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 401, 403, 400])
def test_refusal_is_answered_by_title(
    plan: LessonPlan, door: Door, reader: Client, status: int
) -> None:
    door.refuse(status)

    assert _is_by_title(_page(reader))
    answer = reader.get("/szukaj/podpowiedzi/", {"q": "uła"})
    assert answer.json() == {"queries": [], "titles": []}


def test_engine_that_is_down_is_answered_by_title(
    maria: User, reader: Client, settings: Settings
) -> None:
    make_lesson_plan(maria, title="Ułamki na pizzy")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{unused.getsockname()[1]}"

    assert _is_by_title(_page(reader))
    for command in ("reindex", "checkindex"):
        with pytest.raises(CommandError, match="does not answer"):
            call_command(command)


def test_slow_engine_holds_nobody_up(
    plan: LessonPlan,
    door: Door,
    reader: Client,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.ELASTICSEARCH_TIMEOUT = 0.3
    monkeypatch.setattr(elasticsearch_connection, "REST_SECONDS", 60)
    door.delay = 1.5

    asked = door.asked
    assert _is_by_title(_page(reader))
    while door.asked == asked:
        time.sleep(0.01)
    assert _is_by_title(_page(reader))

    assert door.asked == asked + 1  # the second reader waited for nothing
    door.behave()
    settings.ELASTICSEARCH_TIMEOUT = 30
    assert "<mark>pizzy</mark>" in _page(reader)


def test_engine_is_asked_again_after_a_rest(
    plan: LessonPlan, door: Door, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elasticsearch_connection, "REST_SECONDS", 0.05)
    door.refuse(503)
    assert _is_by_title(_page(reader))

    door.behave()
    time.sleep(0.1)

    assert "<mark>pizzy</mark>" in _page(reader)


@pytest.mark.parametrize("path", ["_search", ""])
def test_answer_that_breaks_off_is_answered_by_title(
    plan: LessonPlan, door: Door, reader: Client, path: str
) -> None:
    current_engine().look_again()
    door.cut(on_path=path)

    assert _is_by_title(_page(reader))


def test_write_whose_answer_breaks_off_is_repeated(
    plan: LessonPlan, door: Door
) -> None:
    _rename(plan, "Ułamki na torcie")
    door.cut(on_path="_bulk", times=1)

    assert catch_up() >= 1
    call_command("checkindex")


def test_full_queue_is_tried_again(plan: LessonPlan, door: Door) -> None:
    _rename(plan, "Ułamki na torcie")
    door.refuse(429, on_path="_bulk", times=1)

    assert catch_up() >= 1
    call_command("checkindex")


@pytest.mark.parametrize("kind", ["write", "read_only_allow_delete"])
def test_change_that_was_not_written_waits(
    plan: LessonPlan, door: Door, admin: Elasticsearch, reader: Client, kind: str
) -> None:
    """`read_only_allow_delete` is what Elasticsearch does when a disk fills up."""
    index = current_engine().generation_name()
    block = f"index.blocks.{kind}"
    admin.indices.put_settings(index=index, settings={block: True})
    _rename(plan, "Ułamki na torcie")

    with pytest.raises(EngineUnavailable):
        Indexer(current_engine()).take_in()

    assert Change.objects.waiting().filter(source="material").exists()
    assert "<mark>pizzy</mark>" not in _page(reader, "tort")
    admin.indices.put_settings(index=index, settings={block: None})
    assert catch_up() >= 1
    assert "Ułamki na <mark>torcie</mark>" in _page(reader, "tort")


def test_rebuild_that_fails_leaves_the_old_index(
    plan: LessonPlan, door: Door, reader: Client
) -> None:
    door.refuse(403, on_path="_bulk")
    with pytest.raises(EngineUnavailable):
        rebuild(current_engine())

    door.behave()
    assert "<mark>pizzy</mark>" in _page(reader)
    rebuild(current_engine())
    call_command("checkindex")


def test_late_write_does_not_undo_a_newer_one(plan: LessonPlan) -> None:
    engine = current_engine()
    generation = engine.current()
    late = Document("material", plan.pk, "Dawny tytuł", "", PUBLIC)
    newest = Change.objects.newest_number()

    generation.put([late], version=newest - 1)
    generation.remove([("material", plan.pk)], version=newest - 1)
    generation.commit()

    call_command("checkindex")


def test_writing_to_a_lost_index_makes_no_other(
    plan: LessonPlan, admin: Elasticsearch
) -> None:
    engine = current_engine()
    index = engine.generation_name()
    generation = engine.current()
    admin.indices.delete(index=index)
    document = Document("material", plan.pk, "Ułamki", "", PUBLIC)

    with pytest.raises(IndexMissing):
        generation.put([document], version=10)

    assert not admin.indices.exists(index=writing_alias(index))
    engine.look_again()
    assert not engine.is_ready()


def test_mapping_changed_by_hand_is_answered_by_title(
    plan: LessonPlan, admin: Elasticsearch, reader: Client
) -> None:
    engine = current_engine()
    admin.indices.put_mapping(index=engine.generation_name(), meta={"signature": "x"})
    engine.look_again()

    assert "Odbudowujemy indeks" in _page(reader)
    catch_up()
    assert "<mark>pizzy</mark>" in _page(reader)


@pytest.mark.django_db(transaction=True)
def test_indexer_waits_for_the_engine_and_catches_up(
    plan: LessonPlan, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "RETRY_SECONDS", 0.1)
    door.refuse(503)
    current_engine().look_again()
    _rename(plan, "Ułamki na torcie")
    stop = Event()

    def serve() -> None:
        try:
            run(stop)
        finally:
            connection.close()

    thread = Thread(target=serve)
    thread.start()
    stop.wait(0.5)
    assert Change.objects.waiting().exists()

    door.behave()
    deadline = time.monotonic() + 20
    while Change.objects.waiting().exists() and time.monotonic() < deadline:
        stop.wait(0.05)
    stop.set()
    thread.join(timeout=10)

    assert not thread.is_alive()
    call_command("checkindex")
