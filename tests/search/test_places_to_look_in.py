"""What an address names to search inside of is never trusted to reach the database."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User


@pytest.fixture
def no_nul() -> object:
    """Refuse what PostgreSQL refuses, whichever database runs the test."""

    def check(
        execute: Callable[..., object], sql: str, params: object, *rest: object
    ) -> object:
        assert "\\x00" not in repr(params), f"PostgreSQL takes no NUL: {sql}"
        return execute(sql, params, *rest)

    with connection.execute_wrapper(check):
        yield


@pytest.mark.parametrize("key", ["siec", "watek", "autor", "placowka", "punkt"])
def test_nul_in_a_place_is_no_place(
    client: Client, maria: User, no_nul: None, key: str
) -> None:
    client.force_login(maria)

    assert client.get("/szukaj/", {key: "a\0b"}).status_code == 200


def test_nul_in_the_name_of_a_file_is_no_file(
    client: Client, db: None, no_nul: None
) -> None:
    assert client.get("/pliki/s.a%00b.jpg").status_code == 404
