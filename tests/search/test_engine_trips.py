"""How often a page asks a cluster: every question costs a way there and back."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from search.engines import current_engine, elasticsearch
from search.indexer import catch_up
from tests.elasticsearch.trouble import Door, door_to
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db

Ask = Callable[[str], int]


@pytest.fixture
def ask(
    search_node: str,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    client: Client,
    maria: User,
) -> Iterator[Ask]:
    """Open an address and say how many requests reached the cluster."""
    settings.SEARCH_INDEX_DIR = tmp_path
    settings.ELASTICSEARCH_PREFIX = f"test-{secrets.token_hex(4)}"
    # Once a second a process looks whether the index is still its own.
    monkeypatch.setattr(elasticsearch, "_LOOK_AGAIN", 3600)
    with door_to(search_node) as door:
        settings.ELASTICSEARCH_URL = door.url
        for title in ("Ułamki na pizzy", "Łąka wiosną", "Zamki i rycerze"):
            make_lesson_plan(maria, title=title)
        catch_up()
        client.force_login(maria)
        yield lambda address: _asked(door, client, address)
        current_engine().discard()


def _asked(door: Door, client: Client, address: str) -> int:
    client.get(address)
    before = door.asked
    assert client.get(address).status_code == 200
    return door.asked - before


@pytest.mark.parametrize(
    ("address", "most"),
    [
        # Browsing has no words to understand.
        ("/szukaj/", 1),
        ("/szukaj/?rodzaj=lessonplan&sort=najnowsze", 1),
        # How the words are written, how frequent they are, the results.
        ("/szukaj/?q=ułamki", 2),
        ("/szukaj/?q=ulamki+laka+wiosna+rycerze+zamki", 3),
        # Forms one slip away: which exist, how they are written, how frequent.
        ("/szukaj/?q=ulmki", 6),
        # A way out of each of the filters, all in one.
        ("/szukaj/?q=ułamki&rodzaj=mathgame&typ=osoby&czas_od=5&czas_do=6", 3),
        # Words, titles, and values of facets that begin so.
        ("/szukaj/podpowiedzi/?q=uła", 3),
    ],
)
def test_page_asks_the_cluster_few_times(ask: Ask, address: str, most: int) -> None:
    assert ask(address) <= most
