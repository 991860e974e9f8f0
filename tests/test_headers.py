"""What every answer carries, whoever asks for whatever: pages, errors, files, redirects."""

from collections.abc import Iterator, Mapping

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client

from tests.test_access_matrix import ROWS, address_of
from tests.world import World

WHO = ["guest", "maria", "renata", "dorota", "adam"]
OTHERS = ["/nie-ma/", "/static/nie-ma.css", "/bank/%00/", "/.git/config", "/media/x"]
# Wagtail shows its previews in a frame of its own pages.
CMS = [
    *("/cms/", "/cms/pages/", "/cms/images/", "/cms/documents/"),
    *("/cms/materialy/", "/cms/nie-ma/", "/cms/users/", "/cms/login/"),
]


def answers(world: World, person: str) -> Iterator[tuple[str, HttpResponseBase]]:
    """Ask for every address by GET, and undo what asking did."""
    addresses = [address_of(world, row) for row in ROWS if row.method == "GET"]
    for address in [*dict.fromkeys(addresses), *OTHERS, *CMS]:
        client = Client(raise_request_exception=False)
        if person != "guest":
            client.force_login(world.people[person])
        cache.clear()
        with transaction.atomic():
            response: HttpResponseBase = client.get(address)
            if isinstance(response, StreamingHttpResponse):
                list(response)
            transaction.set_rollback(True)
        yield address, response


def faults(person: str, address: str, response: HttpResponseBase) -> list[str]:
    headers = response.headers
    policy = headers.get("Content-Security-Policy", "")
    is_cms = address.startswith("/cms/") and response.status_code in {200, 302}
    frame = headers.get("X-Frame-Options")
    ancestors = "'self'" if is_cms else "'none'"
    checks = {
        "X-Frame-Options": frame == "DENY" or (is_cms and frame == "SAMEORIGIN"),
        "frame-ancestors": f"frame-ancestors {ancestors}" in policy,
        "default-src": any(f"default-src '{x}'" in policy for x in ("self", "none")),
        "unsafe": "unsafe" not in policy or is_cms,
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "Referrer-Policy": headers.get("Referrer-Policy") == "same-origin",
        "opener": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
        "open to others": "Access-Control-Allow-Origin" not in headers,
        "kept by caches": person == "guest" or _is_private(headers),
    }
    return [name for name, is_right in checks.items() if not is_right]


def _is_private(headers: Mapping[str, str]) -> bool:
    caching = headers.get("Cache-Control", "")
    kept = "private" in caching and "no-store" in caching
    return kept and "Cookie" in headers.get("Vary", "")


@pytest.mark.parametrize("person", WHO)
def test_every_answer_carries_the_headers(world: World, person: str) -> None:
    found = [
        f"{response.status_code} {address}: {fault}"
        for address, response in answers(world, person)
        for fault in faults(person, address, response)
    ]

    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 403, 500])
def test_errors_carry_the_headers(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_user: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("home.views.start.guest_start", broken)
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    answer = {
        400: lambda: client.get("/", headers={"host": "evil.example"}),
        403: lambda: client.post("/motyw/"),
        500: lambda: client.get("/"),
    }[status]()

    assert answer.status_code == status
    assert faults("guest", "/", answer) == []
