"""Every page of signing in and of one's account opens, in Polish, in our layout."""

import re

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
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
    "account_email",
    "accounts:address",
    "accounts:sessions",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "accounts:home",
    "accounts:name",
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_reauthenticate",
]
REDIRECTING = {
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


def test_the_key_and_its_picture_are_explained(client: Client, maria: User) -> None:
    client.force_login(maria)

    body = client.get(reverse("mfa_activate_totp")).content.decode()

    assert _english(body) == []
    assert 'src="data:image/svg+xml' in body


def test_recovery_codes_are_a_plain_file(client: Client, protected: User) -> None:
    client.force_login(protected)

    answer = client.get(reverse("mfa_download_recovery_codes"))

    assert answer["Content-Type"].startswith("text/plain")
    assert len(answer.content.decode().split()) == 10


def test_a_link_confirms_an_address_only_when_told_to(
    client: Client, maria: User
) -> None:
    address = EmailAddress.objects.get(user=maria)
    address.verified = False
    address.save(update_fields=["verified"])
    path = reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])

    page = client.get(path)
    address.refresh_from_db()
    untouched = not address.verified
    client.post(path)

    address.refresh_from_db()
    assert _english(page.content.decode()) == []
    assert untouched
    assert address.verified


def test_who_has_no_password_is_offered_one(client: Client, maria: User) -> None:
    maria.set_unusable_password()
    maria.save(update_fields=["password"])
    client.force_login(maria)

    page = client.get(reverse("account_change_password"), follow=True)

    assert "Ustaw hasło" in page.content.decode()
    assert _english(page.content.decode()) == []


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
    "mfa_add_webauthn",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
}
