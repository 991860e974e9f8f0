"""Guessing is stopped before a password is hashed, however it is disguised."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import User
from jobs.models import Job
from tests.factories.accounts import PASSWORD

Attempt = Callable[[int], HttpResponse]
WRONG = {"login": "maria@example.org", "password": "nietrafione haslo"}


def _post(data: dict[str, str], **headers: str) -> HttpResponse:
    answer = Client().post(reverse("account_login"), data, headers=headers)
    assert isinstance(answer, HttpResponse)
    return answer


def _plain_attempt(number: int) -> HttpResponse:
    return _post(WRONG)


def _other_case(number: int) -> HttpResponse:
    address = "maria@example.org"
    return _post({**WRONG, "login": address[:number].upper() + address[number:]})


def _spaces(number: int) -> HttpResponse:
    return _post({**WRONG, "login": " " * number + "maria@example.org"})


def _other_proxy(number: int) -> HttpResponse:
    return _post(WRONG, **{"x-forwarded-for": f"203.0.113.{number}"})


def _other_port(number: int) -> HttpResponse:
    return _post(WRONG, host=f"testserver:{8000 + number}")


@pytest.mark.parametrize(
    "attempt", [_plain_attempt, _other_case, _spaces, _other_proxy, _other_port]
)
def test_the_sixth_guess_is_not_even_hashed(maria: User, attempt: Attempt) -> None:
    for number in range(5):
        attempt(number)

    with patch.object(MD5PasswordHasher, "encode", autospec=True) as hashing:
        answer = attempt(5)

    assert "Odczekaj pięć minut" in answer.content.decode()
    assert hashing.call_count == 0


def test_the_right_password_does_not_open_a_stopped_account(maria: User) -> None:
    for _number in range(5):
        _post(WRONG)

    client = Client()
    client.post(reverse("account_login"), {**WRONG, "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_signing_in_to_ones_own_account_gives_no_new_guesses(
    maria: User, oskar: User
) -> None:
    own = {"login": "oskar@example.org", "password": PASSWORD}
    for _number in range(5):
        _post(WRONG)
        _post(own)

    assert "Odczekaj pięć minut" in _post(WRONG).content.decode()


def test_an_unknown_address_is_stopped_alike(db: None) -> None:
    for _number in range(5):
        _post(WRONG)

    assert "Odczekaj pięć minut" in _post(WRONG).content.decode()


def test_many_accounts_from_one_place_get_the_page_of_too_many(db: None) -> None:
    answers = [
        _post({**WRONG, "login": f"osoba{number}@example.org"}) for number in range(61)
    ]

    assert answers[-1].status_code == 429
    assert "Za dużo prób" in answers[-1].content.decode()


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
@pytest.mark.parametrize(
    "spoofed", ["198.51.100.7", "198.51.100.8, 198.51.100.9", "śmieci", ""]
)
def test_a_forged_forwarding_header_is_no_new_place(db: None, spoofed: str) -> None:
    """Behind one proxy, only the address that the proxy added counts."""
    for number in range(60):
        data = {**WRONG, "login": f"osoba{number}@example.org"}
        _post(data, **{"x-forwarded-for": f"10.1.1.{number}, 192.0.2.1"})

    answer = _post(
        {**WRONG, "login": "osoba61@example.org"},
        **{"x-forwarded-for": f"{spoofed}, 192.0.2.1"},
    )

    assert answer.status_code == 429


@pytest.mark.parametrize(
    "door", ["account_request_login_code", "account_reset_password"]
)
def test_one_mailbox_is_not_flooded(maria: User, door: str) -> None:

    for _number in range(6):
        Client().post(reverse(door), {"email": "maria@example.org"})

    assert Job.objects.filter(task="accounts.send_message").count() == 3


def test_a_whole_network_of_ipv6_is_one_place(db: None) -> None:
    client = Client()
    answers = [
        client.post(
            reverse("account_login"),
            {**WRONG, "login": f"osoba{number}@example.org"},
            REMOTE_ADDR=f"2001:db8:1:2::{number:x}",
        )
        for number in range(61)
    ]

    assert answers[-1].status_code == 429


def test_a_flood_of_addresses_does_not_wash_the_count_away(maria: User) -> None:
    for _number in range(5):
        _post(WRONG)

    for number in range(150):
        Client().post(
            reverse("account_login"),
            {**WRONG, "login": f"osoba{number}@example.org"},
            REMOTE_ADDR=f"198.51.100.{number}",
        )

    assert "Odczekaj pięć minut" in _post(WRONG).content.decode()
