"""What people and crashes do to a cluster: aliases moved, indices gone, nodes killed."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from elasticsearch import Elasticsearch
from pytest_django import Settings

from accounts.models import User
from bank.models import LessonPlan
from search import indexer
from search.actions import record_change
from search.engines import current_engine, elasticsearch_connection
from search.engines.elasticsearch_generation import writing_alias
from search.exceptions import NoAnswer
from search.indexer import catch_up, run
from search.models import Change
from search.rebuild import rebuild
from tests.elasticsearch.node import NodeUnavailable, running_node
from tests.elasticsearch.trouble import Door, door_to
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def prefix(settings: Settings, tmp_path: Path) -> str:
    name = f"test-{secrets.token_hex(4)}"
    settings.SEARCH_INDEX_DIR, settings.ELASTICSEARCH_PREFIX = tmp_path, name
    return name


@pytest.fixture
def door(search_node: str, settings: Settings, prefix: str) -> Iterator[Door]:
    """A node that can be made to fail, chosen as the engine of this test."""
    with door_to(search_node) as door:
        settings.ELASTICSEARCH_URL = door.url
        yield door


@pytest.fixture
def admin(door: Door, search_node: str, prefix: str) -> Iterator[Elasticsearch]:
    """Somebody who may do anything to the cluster."""
    with Elasticsearch(search_node) as client:
        yield client
        for name in client.indices.get(index=f"{prefix}*"):
            client.indices.delete(index=name)


@pytest.fixture
def plan(maria: User, admin: Elasticsearch) -> LessonPlan:
    plan = make_lesson_plan(maria, title="Ułamki na pizzy")
    catch_up()
    return plan


@pytest.fixture
def page(client: Client, oskar: User) -> Callable[[str], str]:
    client.force_login(oskar)

    def get(text: str) -> str:
        answer = client.get("/szukaj/", {"q": text})
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return get


def _indices(admin: Elasticsearch, prefix: str) -> set[str]:
    return set(admin.indices.get(index=f"{prefix}*"))


def _take_alias_away(admin: Elasticsearch, prefix: str, index: str) -> None:
    admin.indices.delete_alias(index=index, name=prefix)


def _point_at_two(admin: Elasticsearch, prefix: str, index: str) -> None:
    admin.indices.create(index=f"{prefix}-copy", aliases={prefix: {}})


def _put_an_index_there(admin: Elasticsearch, prefix: str, index: str) -> None:
    _take_alias_away(admin, prefix, index)
    admin.indices.create(index=prefix)


def _put_a_copy_there(admin: Elasticsearch, prefix: str, index: str) -> None:
    admin.indices.put_settings(index=index, settings={"index.blocks.write": True})
    _take_alias_away(admin, prefix, index)
    admin.indices.clone(index=index, target=prefix, wait_for_active_shards=1)


def _delete_the_index(admin: Elasticsearch, prefix: str, index: str) -> None:
    admin.indices.delete(index=index)


def _make_another_of_that_name(admin: Elasticsearch, prefix: str, index: str) -> None:
    admin.indices.delete(index=index)
    admin.indices.create(index=index, aliases={prefix: {}})


DRIFTS = [
    _take_alias_away,
    _point_at_two,
    _put_an_index_there,
    _put_a_copy_there,
    _delete_the_index,
    _make_another_of_that_name,
]


@pytest.mark.parametrize("drift", DRIFTS)
def test_what_was_done_by_hand_is_put_right_by_the_indexer(
    plan: LessonPlan,
    admin: Elasticsearch,
    prefix: str,
    page: Callable[[str], str],
    drift: Callable[[Elasticsearch, str, str], None],
) -> None:
    drift(admin, prefix, current_engine().generation_name())
    current_engine().look_again()

    degraded = page("pizzy")
    assert "Odbudowujemy indeks" in degraded
    assert "Ułamki na pizzy" in degraded

    catch_up()
    assert "<mark>pizzy</mark>" in page("pizzy")
    call_command("checkindex")
    assert list(admin.indices.get_alias(name=prefix)) == [
        current_engine().generation_name()
    ]


def test_writing_goes_on_without_its_alias(
    plan: LessonPlan, admin: Elasticsearch
) -> None:
    index = current_engine().generation_name()
    admin.indices.delete_alias(index=index, name=writing_alias(index))
    record_change("material", plan.pk)

    assert catch_up() >= 1
    assert current_engine().generation_name() == index
    call_command("checkindex")


def test_index_of_somebody_else_is_left_alone(
    plan: LessonPlan, admin: Elasticsearch, prefix: str, page: Callable[[str], str]
) -> None:
    _put_an_index_there(admin, prefix, current_engine().generation_name())
    admin.index(index=prefix, document={"theirs": True}, refresh=True)
    current_engine().look_again()

    with pytest.raises(NoAnswer, match="ELASTICSEARCH_PREFIX"):
        catch_up()

    assert admin.count(index=prefix)["count"] == 1
    assert "Ułamki na pizzy" in page("pizzy")


@pytest.mark.parametrize("path", ["", "_bulk", "_settings", "_refresh", "_aliases"])
@pytest.mark.parametrize("is_done", [True, False])
def test_rebuild_that_breaks_off_anywhere_is_made_good_by_the_next(
    plan: LessonPlan,
    door: Door,
    admin: Elasticsearch,
    prefix: str,
    path: str,
    is_done: bool,
) -> None:
    """The request is lost, or it is done and only its answer is lost."""
    if is_done:
        door.cut(on_path=path)
    else:
        door.refuse(503, on_path=path)
    with suppress(NoAnswer):
        rebuild(current_engine())

    door.behave()
    current_engine().look_again()
    rebuild(current_engine())
    rebuild(current_engine())

    call_command("checkindex")
    # What readers see, and the one before for those who still read it.
    assert len(_indices(admin, prefix)) == 2


@contextmanager
def _indexer_running() -> Iterator[None]:
    stop = Event()

    def serve() -> None:
        try:
            run(stop)
        finally:
            connection.close()

    thread = Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=30)
    assert not thread.is_alive()


def _wait_until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _rename(plan: LessonPlan, title: str) -> None:
    LessonPlan.objects.filter(pk=plan.pk).update(title=title)
    record_change("material", plan.pk)


@pytest.mark.django_db(transaction=True)
def test_node_killed_under_a_running_indexer_loses_nothing(
    maria: User,
    settings: Settings,
    prefix: str,
    page: Callable[[str], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(indexer, "RETRY_SECONDS", 0.1)
    monkeypatch.setattr(elasticsearch_connection, "REST_SECONDS", 0.1)
    plans = [make_lesson_plan(maria, title=f"Ułamki {n}") for n in range(20)]
    try:
        with running_node() as node:
            settings.ELASTICSEARCH_URL = node.url
            catch_up()
            with _indexer_running():
                for number, plan in enumerate(plans):
                    _rename(plan, f"Zaskroniec {number}")
                    if number == 10:
                        node.kill()

                degraded = page("zaskroniec")
                assert "Wyszukiwarka chwilowo nie odpowiada" in degraded
                assert "Zaskroniec 19" in degraded
                assert Change.objects.waiting().exists()

                node.start()
                _wait_until(lambda: not Change.objects.waiting().exists())
            current_engine().look_again()
            assert "<mark>Zaskroniec</mark>" in page("zaskroniec")
            call_command("checkindex")
    except NodeUnavailable as error:
        pytest.skip(f"Elasticsearch: {error}")
