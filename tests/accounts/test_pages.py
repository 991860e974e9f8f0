"""Every page of signing in and of one's account opens, in Polish, in our layout."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import User

_ENGLISH = re.compile(
    r"\b(the|your|you|password|sign|email address|please|confirm|change|login|code was)\b",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)

GUEST = [
    "account_login",
    "account_request_login_code",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]
SIGNED_IN = [
    "accounts:home",
    "accounts:name",
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_reauthenticate",
]
REDIRECTING = {
    "account_email",
    "account_set_password",
    "account_confirm_login_code",
    "mfa_authenticate",
}


def _english(body: str) -> list[str]:
    return _ENGLISH.findall(_TAGS.sub(" ", body))


@pytest.mark.django_db
@pytest.mark.parametrize("name", GUEST)
def test_a_guest_reads_polish(client: Client, name: str) -> None:
    response = client.get(reverse(name))

    body = response.content.decode()
    assert response.status_code == 200
    assert body.count("<h1") == 1
    assert _english(body) == []
    assert "style=" not in body


@pytest.fixture
def protected(maria: User) -> User:
    TOTP.activate(maria, generate_totp_secret())
    RecoveryCodes.activate(maria)
    return maria


@pytest.mark.parametrize("name", SIGNED_IN)
def test_a_person_reads_polish(client: Client, protected: User, name: str) -> None:
    client.force_login(protected)

    response = client.get(reverse(name))

    body = response.content.decode()
    assert response.status_code == 200
    assert body.count("<h1") == 1
    assert _english(body) == []
    assert "style=" not in body


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/konto/confirm-email/zmyslony/", "/konto/password/reset/key/1-zmyslony/"]
)
def test_a_broken_link_explains_itself(client: Client, path: str) -> None:
    response = client.get(path)

    assert "Ten link nie działa" in response.content.decode()
    assert _english(response.content.decode()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "uid", ["0", "zzzzzzzzzzzzz", "zzzzzzzzzzzzzzzzzzzzzzzzzzzz", "1y2p0ij32e8e7"]
)
def test_a_made_up_reset_link_breaks_nothing(client: Client, uid: str) -> None:
    response = client.get(f"/konto/password/reset/key/{uid}-abc/")

    assert response.status_code == 200


def test_every_address_of_allauth_is_known_here() -> None:
    known = {*GUEST, *SIGNED_IN, *REDIRECTING, *OPENED_ELSEWHERE}
    names = {
        name
        for name in get_resolver().reverse_dict
        if isinstance(name, str) and name.startswith(("account_", "mfa_"))
    }

    assert names - known == set()


# These need a link, a code or a fresh proof; their own tests open them.
OPENED_ELSEWHERE = {
    "account_confirm_email",
    "account_reset_password_from_key",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
