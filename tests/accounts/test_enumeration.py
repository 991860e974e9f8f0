"""Nobody learns whether an address has an account: same answers, same work."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from jobs.models import Job
from tests.factories.accounts import PASSWORD

KNOWN, UNKNOWN = "maria@example.org", "nikt12@example.org"
DOORS = [
    ("account_login", "login", {"password": "nietrafione haslo"}),
    ("account_request_login_code", "email", {}),
    ("account_reset_password", "email", {}),
]


def _ask(door: str, field: str, address: str, extra: dict[str, str]) -> HttpResponse:
    return Client().post(reverse(door), {field: address, **extra}, follow=True)  # type: ignore[return-value]


def _plain(response: HttpResponse, address: str) -> str:
    """Drop what differs by nature: the address typed and the token of the form."""
    lines = response.content.decode().replace(address, "ADRES").splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


@pytest.mark.parametrize(("door", "field", "extra"), DOORS)
def test_known_and_unknown_get_the_same_answer(
    maria: User, door: str, field: str, extra: dict[str, str]
) -> None:
    known = _ask(door, field, KNOWN, extra)
    unknown = _ask(door, field, UNKNOWN, extra)

    assert known.status_code == unknown.status_code
    assert _plain(known, KNOWN) == _plain(unknown, UNKNOWN)
    assert known.headers.keys() == unknown.headers.keys()


@pytest.mark.parametrize("address", [KNOWN, UNKNOWN])
def test_sign_in_hashes_once_whoever_asks(maria: User, address: str) -> None:
    with patch.object(
        MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
    ) as hashing:
        _ask("account_login", "login", address, {"password": "nietrafione haslo"})

    assert hashing.call_count == 1


def test_an_account_without_a_password_costs_a_hash_too(maria: User) -> None:
    maria.set_unusable_password()
    maria.save(update_fields=["password"])

    with patch.object(
        MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
    ) as hashing:
        _ask("account_login", "login", KNOWN, {"password": "nietrafione haslo"})

    assert hashing.call_count == 1


@pytest.mark.parametrize(
    "door", ["account_request_login_code", "account_reset_password"]
)
def test_a_message_is_queued_either_way_but_reaches_people_only(
    maria: User,
    door: str,
    mailoutbox: list[EmailMessage],
    run_jobs: Callable[[], None],
) -> None:
    _ask(door, "email", UNKNOWN, {})
    _ask(door, "email", KNOWN, {})

    assert mailoutbox == []
    run_jobs()
    assert [message.to for message in mailoutbox] == [[KNOWN]]


def test_a_switched_off_account_looks_like_none(maria: User) -> None:
    maria.is_active = False
    maria.save(update_fields=["is_active"])

    known = _ask("account_login", "login", KNOWN, {"password": "nietrafione haslo"})
    unknown = _ask("account_login", "login", UNKNOWN, {"password": "nietrafione haslo"})

    assert _plain(known, KNOWN) == _plain(unknown, UNKNOWN)


def test_the_owner_of_a_switched_off_account_is_told(maria: User) -> None:
    maria.is_active = False
    maria.save(update_fields=["is_active"])

    answer = _ask("account_login", "login", KNOWN, {"password": PASSWORD})

    assert "To konto jest wyłączone" in answer.content.decode()


def test_the_secret_of_a_queued_message_is_not_readable(maria: User) -> None:

    _ask("account_reset_password", "email", KNOWN, {})

    stored = " ".join(str(job.args) for job in Job.objects.all())
    assert "konto/password" not in stored
    assert KNOWN not in stored
