"""A lost phone: recovery codes first, then the administrator, then the server."""

from collections.abc import Callable
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.actions.second_factors import remove_passkey
from accounts.exceptions import LastFactor
from accounts.models import AuditEntry, AuditVerb, User
from accounts.roles import Role
from tests.factories.accounts import PASSWORD, make_user, protect
from tests.factories.passkeys import give_passkey

CODES = Authenticator.Type.RECOVERY_CODES


def _sign_in(user: User, code: str = "") -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    if code:
        client.post(reverse("mfa_authenticate"), {"code": code})
    return client


def _reset_page(person: User) -> str:
    return reverse("accounts:reset_second_factor", args=[person.pk])


@pytest.fixture
def adam(db: None) -> User:
    """Administers the site."""
    adam = make_user("adam", Role.ADMINISTRATOR)
    protect(adam)
    return adam


@pytest.fixture
def admin(adam: User) -> Client:
    client = Client()
    client.force_login(adam)
    return client


@pytest.fixture
def codes(maria: User) -> list[str]:
    protect(maria)
    made: list[str] = RecoveryCodes.activate(maria).get_unused_codes()
    return made


def test_a_recovery_code_signs_in_once_and_says_how_many_are_left(
    maria: User, codes: list[str]
) -> None:
    first, second = _sign_in(maria, codes[0]), _sign_in(maria, codes[0])

    page = first.get("/konto/").content.decode()

    assert "Zostało Ci 9" in page
    assert "_auth_user_id" not in second.session


def test_few_codes_are_warned_of(maria: User, codes: list[str]) -> None:
    for code in codes[:7]:
        _sign_in(maria, code)
    before = _sign_in(maria, codes[7])

    page = before.get("/konto/", follow=True).content.decode()

    assert "Zostały Ci 2" in page
    assert "Zostało mało kodów zapasowych" in page


def test_codes_are_shown_once(maria: User, codes: list[str]) -> None:
    client = Client()
    client.force_login(maria)

    first = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    second = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    file = client.get(reverse("mfa_download_recovery_codes")).status_code

    assert codes[0] in first
    assert 'download="kody-zapasowe.txt"' in first
    assert codes[0] not in second
    assert "10 niewykorzystanych kodów z 10" in second
    assert file == 403


def test_new_codes_need_a_fresh_proof_and_end_the_old(
    maria: User, codes: list[str]
) -> None:
    client = Client()
    client.force_login(maria)
    client.get("/konto/")
    session = client.session
    session["signed_in_at"] -= 3600
    session.save()
    asked = client.post(reverse("mfa_generate_recovery_codes"))
    session["signed_in_at"] += 3600
    session.save()

    client.post(reverse("mfa_generate_recovery_codes"))

    assert asked["Location"].startswith("/konto/reauthenticate/")
    assert "_auth_user_id" not in _sign_in(maria, codes[0]).session


def test_an_administrator_resets_it_with_a_reason(
    admin: Client,
    adam: User,
    renata: User,
    mailoutbox: list[EmailMessage],
    run_jobs: Callable[[], None],
) -> None:
    protect(renata)
    theirs = Client()
    theirs.force_login(renata)

    admin.post(_reset_page(renata), {"reason": "Telefon wpadł do rzeki."})

    run_jobs()
    entry = AuditEntry.objects.get(verb=AuditVerb.SECOND_FACTOR_RESET)
    assert (entry.actor, entry.subject) == (adam, renata)
    assert entry.detail == "Telefon wpadł do rzeki."
    assert theirs.get("/konto/").status_code == 302
    assert mailoutbox[-1].to == [renata.email]
    assert "Telefon wpadł do rzeki." in mailoutbox[-1].body


def test_the_person_is_told_once_and_sets_a_new_one_first(
    admin: Client, renata: User
) -> None:
    protect(renata)
    admin.post(_reset_page(renata), {"reason": "Zgubiony telefon."})

    client = _sign_in(renata)
    asked = client.get("/konto/")["Location"]
    page = client.get(asked).content.decode()
    again = _sign_in(renata)

    assert asked == "/konto/2fa/totp/activate/"
    assert "Administrator wyłączył Twój drugi krok" in page
    assert "Administrator wyłączył" not in again.get(asked).content.decode()


def test_a_reason_is_required(admin: Client, renata: User) -> None:
    protect(renata)

    page = admin.post(_reset_page(renata), {"reason": "  "})

    assert page.status_code == 200
    assert Authenticator.objects.filter(user=renata).exists()


def test_nobody_resets_their_own(admin: Client, adam: User) -> None:
    answer = admin.post(_reset_page(adam), {"reason": "Dla wygody."})

    assert answer.status_code == 403
    assert Authenticator.objects.filter(user=adam).exists()


@pytest.mark.parametrize("role", [Role.OFFICE, Role.HEAD, Role.SCHOOL_IT, Role.EDITOR])
def test_nobody_else_may(role: Role, renata: User) -> None:
    protect(renata)
    person = make_user("filip", role)
    protect(person)
    client = Client()
    client.force_login(person)

    answer = client.post(_reset_page(renata), {"reason": "Proszę."})

    assert answer.status_code == 403
    assert Authenticator.objects.filter(user=renata).exists()


def test_an_older_session_proves_itself_first(admin: Client, renata: User) -> None:
    admin.get("/konto/")
    session = admin.session
    session["signed_in_at"] -= 3600
    session.save()

    answer = admin.get(_reset_page(renata))

    assert answer["Location"].startswith("/konto/reauthenticate/")


def test_two_clicks_reset_it_once(admin: Client, renata: User) -> None:
    protect(renata)

    admin.post(_reset_page(renata), {"reason": "Zgubiony telefon."})
    page = admin.post(_reset_page(renata), {"reason": "Zgubiony telefon."}, follow=True)

    resets = AuditEntry.objects.filter(verb=AuditVerb.SECOND_FACTOR_RESET)
    assert resets.count() == 1
    assert "Nie ma już czego wyłączać" in page.content.decode()


def test_the_server_lets_a_locked_out_administrator_in(
    adam: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    out = StringIO()

    call_command("resetsecondfactor", "ADAM@example.org", stdout=out)

    run_jobs()
    entry = AuditEntry.objects.get(verb=AuditVerb.SECOND_FACTOR_RESET)
    assert "adam@example.org: second factor off" in out.getvalue()
    assert not Authenticator.objects.filter(user=adam).exists()
    assert entry.actor is None
    assert mailoutbox[0].to == [adam.email]


@pytest.mark.parametrize("email", ["nikt@example.org", "maria@example.org"])
def test_the_command_says_when_there_is_nothing_to_do(maria: User, email: str) -> None:
    with pytest.raises(CommandError, match=email):
        call_command("resetsecondfactor", email)


def test_two_tabs_cannot_remove_the_last_two_keys(renata: User) -> None:
    give_passkey(renata, name="Telefon")
    give_passkey(renata, name="Laptop")
    phone, laptop = Authenticator.objects.filter(
        user=renata, type=Authenticator.Type.WEBAUTHN
    ).order_by("pk")

    remove_passkey(phone, is_demo=False)

    with pytest.raises(LastFactor):
        remove_passkey(laptop, is_demo=False)


def test_an_administrator_is_not_reset_or_signed_out_by_themselves(
    admin: Client, adam: User
) -> None:
    answer = admin.post(reverse("accounts:end_sessions_of", args=[adam.pk]))

    assert answer.status_code == 404
    assert admin.get("/konto/").status_code == 200
