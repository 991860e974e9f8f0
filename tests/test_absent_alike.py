"""What one may not see answers exactly like what is not there."""

import re
from dataclasses import replace

import pytest
from django.http import HttpResponseBase
from django.test import Client

from tests.test_access_matrix import ROWS, Row, address_of
from tests.world import World

_INCIDENT = re.compile(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")
# Made of the address alone; that it is so, another test shows.
_HELP = re.compile(r'<section class="lost.*?</section>', re.DOTALL)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def as_read(response: HttpResponseBase, address: str) -> tuple[str, dict[str, str]]:
    """Give what the reader gets, without what differs at every request."""
    body = b"".join(response).decode()
    for pattern in (_INCIDENT, _TOKEN, _HELP, re.compile(re.escape(address))):
        body = pattern.sub("", body)
    changing = {"Content-Length", "Content-Language"}
    headers = {k: v for k, v in response.headers.items() if k not in changing}
    return body, headers


def secret_rows(person: str) -> list[Row]:
    return [
        row
        for row in ROWS
        if row.thing not in {"-", "absent"} and row.expected(person) == "404"
    ]


@pytest.mark.parametrize("person", ["guest", "oskar", "edyta", "renata"])
def test_secret_and_absent_answer_alike(world: World, person: str) -> None:
    client = Client(raise_request_exception=False)
    if person != "guest":
        client.force_login(world.people[person])
    differing = []
    for row in secret_rows(person):
        send = client.post if row.method == "POST" else client.get
        address = address_of(world, row)
        nowhere = address_of(world, replace(row, thing="absent"))
        secret = as_read(send(address), address)
        absent = as_read(send(nowhere), nowhere)
        if secret != absent:
            differing.append(f"{row.method} {row.name} {row.thing}")

    assert differing == []
