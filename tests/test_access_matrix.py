"""Every address × every person: the answers of `access_matrix.txt`, and no address without.

A line is `METHOD name object  answer [person:answer …]`. The first answer holds for
everybody not named after it; `login` is a redirect to the sign-in page, `-` no object.
People and objects are those of `tests/world.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from search.indexer import catch_up
from tests.world import World

TABLE = Path(__file__).with_name("access_matrix.txt")
PEOPLE = [
    *("guest", "maria", "oskar", "karol", "renata", "dorota"),
    *("urszula", "edyta", "adam", "olga", "ignacy", "sonia"),
]
# The CMS has a test that enumerates its own tree.
ELSEWHERE = {"cms"}


@dataclass(frozen=True)
class Row:
    method: str
    name: str
    thing: str
    default: str
    exceptions: dict[str, str]

    def expected(self, person: str) -> str:
        return self.exceptions.get(person, self.default)


def _rows() -> Iterator[Row]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        method, name, thing, default, *others = line.split()
        yield Row(method, name, thing, default, dict(o.split(":") for o in others))


ROWS = list(_rows())


def address_names(
    resolver: URLResolver | None = None, namespace: str = ""
) -> Iterator[str]:
    """Name every address the resolver knows, the CMS's own tree left out."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"
        elif str(entry.pattern).strip("/") not in ELSEWHERE:
            own = f"{entry.namespace}:" if entry.namespace else ""
            yield from address_names(entry, namespace + own)


def address_of(world: World, row: Row) -> str:
    """Give the address of a row; only the parts its route asks for are filled in."""
    known = world.known_by(row.thing)
    for names in parameters_of(row.name):
        if set(names) <= set(known):
            return reverse(row.name, kwargs={name: known[name] for name in names})
    raise AssertionError(f"{row.name}: {row.thing} does not fill it")


def parameters_of(name: str) -> list[list[str]]:
    """Give what the address called `name` may be filled with, one way after another."""
    resolver: URLResolver = get_resolver()
    *namespaces, last = name.split(":")
    before: list[str] = []
    for namespace in namespaces:
        prefix, resolver = resolver.namespace_dict[namespace]
        before += re.findall(r"\(\?P<(\w+)>", prefix)
    return [
        [*before, *names]
        for found in resolver.reverse_dict.getlist(last)
        for _p, names in found[0]
    ]


def answer_to(world: World, row: Row, person: str) -> str:
    """Ask, undo what asking did, and put the answer as the table does."""
    client = Client(raise_request_exception=False)
    if person != "guest":
        client.force_login(world.people[person])
    cache.clear()
    with transaction.atomic():
        send = client.post if row.method == "POST" else client.get
        response: HttpResponseBase = send(address_of(world, row))
        if isinstance(response, StreamingHttpResponse):
            list(response)  # read to the end, the file is closed
        transaction.set_rollback(True)
    return _in_words(response)


def _in_words(response: HttpResponseBase) -> str:
    target = response.headers.get("Location", "")
    if target.startswith("/konto/login/"):
        return "login"
    return str(response.status_code)


def test_every_address_has_a_row() -> None:
    without = sorted(set(address_names()) - {row.name for row in ROWS})

    assert without == []


def test_every_row_has_an_address() -> None:
    stale = sorted({row.name for row in ROWS} - set(address_names()))

    assert stale == []


@pytest.fixture
def _indexed(world: World, settings: Settings, tmp_path: Path) -> None:
    """Feeds of searches put their readers off while there is no index."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    catch_up()


@pytest.mark.usefixtures("_indexed")
@pytest.mark.parametrize("person", PEOPLE)
def test_answers_are_those_of_the_table(world: World, person: str) -> None:
    wrong = [
        f"{row.method} {row.name} {row.thing}: {given}, not {row.expected(person)}"
        for row in ROWS
        if (given := answer_to(world, row, person)) != row.expected(person)
    ]

    assert wrong == []
