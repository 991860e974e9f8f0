"""No input gives a 500: every form and address, as several roles, fed with the worst."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from tests.crawler import Form, walk
from tests.world import World

LONG = 300_000
HOSTILE = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "0",
    "-1",
    "9" * 400,
    "99999999999999999999",
    "1e309",
    "NaN",
    "٣",
    "true",
    "[]",
    '{"a": 1}',
    "9999-99-99",
    "0000-00-00",
    "2026-02-30",
    "../../../etc/passwd",
    "..\\..\\windows",
    "http://evil.example/",
    "//evil.example",
    "javascript:alert(1)",
    "'\"><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7|add:7 }}{% load x %}",
    "%s%d%(x)s",
    "x\r\nBcc: ofiara@example.org",
    "\u202eodwrócony",
    "\u200b\ufeff",
    "e\u0301\u0328" * 50,
    "ﷺ" * 200,
    "👩‍👩‍👧" * 100,
    "ą" * 5_000,
    "(" * LONG,
    '"' * LONG,
    "[" * LONG,
    "&lt;" * (LONG // 4),
    "<" * 20_000,
    "**_`" * 5_000,
    "> " * 5_000,
    "@" * 5_000,
    "' OR 1=1 --",
]
BAD_QUERIES = ["q=%FF%FE", "strona=%00", "strona=" + "9" * 300, "q=%", "typ[]=1&typ=2"]
# Each field alone is fed so many of the first, short ones, in turn.
EACH_FIELD = 3
SHORT = 28
# What every page carries is tried once, as a guest.
ON_EVERY_PAGE = ("motyw/", "szukaj/")
WHO = ["guest", "maria", "karol", "renata", "dorota", "urszula", "adam"]


@contextmanager
def _undone() -> Iterator[None]:
    """Undo what a request did, so that the next finds the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


def _client(world: World, name: str) -> Client:
    client = Client(raise_request_exception=False)
    if name != "guest":
        client.force_login(world.people[name])
    return client


def _send(client: Client, form: Form, values: dict[str, str]) -> HttpResponseBase:
    if form.method == "get":
        return client.get(form.action, values)
    files = {
        name: SimpleUploadedFile("a.pdf", b"%PDF-1.4 nothing")
        for name in form.file_fields
    }
    return client.post(form.action, {**values, **files})


def _typed(form: Form) -> list[str]:
    return [name for name in form.values if name != "csrfmiddlewaretoken"]


@pytest.mark.parametrize("name", WHO)
def test_no_form_breaks(world: World, name: str) -> None:
    client = _client(world, name)
    broken: list[str] = []
    seen: set[tuple[str, str]] = set()

    for page in list(walk(client)):
        assert page.status < 500, page.address
        for form in page.forms:
            if (form.route, form.method) in seen or form.route.endswith("logout/"):
                continue
            seen.add((form.route, form.method))
            broken += list(_attack(world, name, form))

    assert len(seen) > 1
    assert broken == []


def _attack(world: World, name: str, form: Form) -> Iterator[str]:
    for values in _tries(form):
        with _undone():
            client = _client(world, name)
            status = _send(client, form, values).status_code
        if status >= 500:
            shown = {key: value[:20] for key, value in values.items()}
            yield f"{form.method} {form.action} {status} {shown}"


def _tries(form: Form) -> Iterator[dict[str, str]]:
    """The worst in every field at once, then each field alone with a few of them."""
    names = _typed(form)
    yield {}
    for number, worst in enumerate(HOSTILE):
        # More of the long ones than a server takes would only test the server.
        few = names[number % 3 :: 8][:4] if len(worst) > 5_000 else names
        yield {**form.values, **dict.fromkeys(few, worst)}
    for number, field in enumerate(names):
        for step in range(EACH_FIELD):
            worst = HOSTILE[(number * EACH_FIELD + step) % SHORT]
            yield {**form.values, field: worst}


@pytest.mark.parametrize("name", ["guest", "maria", "renata", "adam"])
def test_no_query_breaks(world: World, name: str) -> None:
    client = _client(world, name)

    broken = [
        f"{page.address}?{query[:40]}"
        for page in list(walk(client))
        for query in BAD_QUERIES
        if client.get(f"{page.address.partition('?')[0]}?{query}").status_code >= 500
    ]

    assert broken == []
