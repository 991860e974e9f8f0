"""The theme is stored with the account, or in the session of a guest."""

import pytest
from django.test import Client

from accounts.models import User


def test_guest_keeps_theme_in_session(client: Client, db: None) -> None:
    answer = client.post("/motyw/", {"theme": "dark", "next": "/styl/?a=1"})

    assert answer["Location"] == "/styl/?a=1"
    assert 'data-theme="dark"' in client.get("/styl/").content.decode()


def test_signed_in_person_keeps_theme_with_account(client: Client, maria: User) -> None:
    client.force_login(maria)

    client.post("/motyw/", {"theme": "light", "next": "/styl/"})

    maria.refresh_from_db()
    assert maria.theme == "light"
    assert 'data-theme="light"' in client.get("/styl/").content.decode()


def test_unknown_theme_changes_nothing(client: Client, maria: User) -> None:
    client.force_login(maria)

    client.post("/motyw/", {"theme": "pink", "next": "/styl/"})

    maria.refresh_from_db()
    assert maria.theme == "auto"


@pytest.mark.parametrize(
    "target", ["//evil.test", "https://evil.test/", "/\\evil.test", "javascript:1"]
)
def test_theme_never_leads_to_another_host(
    client: Client, db: None, target: str
) -> None:
    answer = client.post("/motyw/", {"theme": "dark", "next": target})

    assert answer["Location"] == "/"


def test_theme_is_not_changed_by_a_link(client: Client, db: None) -> None:
    assert client.get("/motyw/?theme=dark").status_code == 405
