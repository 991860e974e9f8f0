"""Changes ask for a token of ours, and reading changes nothing."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.serializers import serialize
from django.db.models import QuerySet
from django.test import Client

from tests.crawler import walk
from tests.test_access_matrix import ROWS, Row, address_of
from tests.world import World

POSTS = [row for row in ROWS if row.method == "POST"]
GETS = [row for row in ROWS if row.method == "GET"]
# The signed address is the proof there (RFC 8058), and mail programs have no cookie.
WITHOUT_TOKEN = {"notifications:unsubscribe"}
# Marks of a session and of who read what, not of what people wrote.
MARKS = {
    "sessions.session",
    "accounts.signin",
    "accounts.auditentry",
    "accounts.auditchain",
}
WHO = ["maria", "karol", "renata", "urszula", "adam"]


def strict_client(world: World, person: str) -> Client:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    if person != "guest":
        client.force_login(world.people[person])
    return client


def rows_of_all_tables() -> dict[str, str]:
    """Write out everything the database holds."""
    kept = [model for model in apps.get_models() if model._meta.managed]
    return {
        label: serialize("json", QuerySet(model).order_by("pk"))
        for model in kept
        if (label := model._meta.label_lower) not in MARKS
    }


def changed(before: dict[str, str]) -> list[str]:
    after = rows_of_all_tables()
    return [label for label in before if before[label] != after[label]]


@pytest.mark.parametrize("person", ["guest", *WHO])
def test_no_post_without_a_token_changes_anything(world: World, person: str) -> None:
    client = strict_client(world, person)
    before = rows_of_all_tables()
    taken = [
        f"{row.name} {row.thing}: {status}"
        for row, status in _posted_without_token(world, client)
        if status not in {403, 404, 405}
    ]

    assert taken == []
    assert changed(before) == []


def _posted_without_token(world: World, client: Client) -> Iterator[tuple[Row, int]]:
    for row in POSTS:
        if row.name not in WITHOUT_TOKEN:
            cache.clear()
            yield row, client.post(address_of(world, row), {"text": "x"}).status_code


def test_foreign_page_cannot_post_with_the_cookie_alone(world: World) -> None:
    client = strict_client(world, "maria")
    token = client.get("/konto/imie-i-nazwisko/").cookies["csrftoken"].value
    name = {"first_name": "Obca", "last_name": "Osoba", "csrfmiddlewaretoken": token}

    refused = client.post(
        "/konto/imie-i-nazwisko/", name, headers={"origin": "https://evil.example"}
    )
    taken = client.post("/konto/imie-i-nazwisko/", name)

    assert (refused.status_code, taken.status_code) == (403, 302)


@pytest.mark.parametrize("person", WHO)
def test_reading_changes_nothing(world: World, person: str) -> None:
    client = strict_client(world, person)
    before = rows_of_all_tables()

    for row in GETS:
        if row.name != "account_logout":
            list(client.get(address_of(world, row)))
    seen = [page.status for page in walk(client)]

    assert len(seen) > 5
    assert changed(before) == []
