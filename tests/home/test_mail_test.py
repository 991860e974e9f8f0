"""The test message says whether it arrived, and why not."""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from pytest_django import Settings

from accounts.models import AuditEntry, AuditVerb, User
from accounts.roles import Role
from home.models import MailTest, MailTestState, SetupStep
from home.setup.progress import status_of
from jobs.models import Job
from tests.factories.accounts import make_user, protect

pytestmark = pytest.mark.django_db
ADDRESS = "/wdrozenie/poczta/"
Run = Callable[[], None]


@pytest.fixture
def adam() -> User:
    user = make_user("adam", Role.ADMINISTRATOR)
    protect(user)
    return user


@pytest.fixture
def as_adam(client: Client, adam: User) -> Client:
    client.force_login(adam)
    return client


def link_in(mail: EmailMessage) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", str(mail.body))
    assert found
    return found[1]


def test_the_message_goes_out_by_the_worker_and_its_link_says_it_arrived(
    as_adam: Client, adam: User, mailoutbox: list[EmailMessage], run_jobs: Run
) -> None:
    as_adam.post(f"{ADDRESS}test/", {"to": "skrzynka@olszyna.example"})
    assert "Czeka na wysłanie" in as_adam.get(ADDRESS).content.decode()
    run_jobs()
    assert "Przyjęta przez serwer" in as_adam.get(ADDRESS).content.decode()

    reader, link = Client(), link_in(mailoutbox[0])
    reader.get(link)
    assert not status_of(adam, SetupStep.MAIL).is_done
    reader.post(link)

    assert mailoutbox[0].to == ["skrzynka@olszyna.example"]
    assert "Dotarła" in as_adam.get(ADDRESS).content.decode()
    assert status_of(adam, SetupStep.MAIL).is_done
    assert AuditEntry.objects.get(verb=AuditVerb.MAIL_TESTED).actor == adam


def test_nobody_can_say_so_without_the_message(as_adam: Client, run_jobs: Run) -> None:
    as_adam.post(f"{ADDRESS}test/", {"to": "a@olszyna.example"})
    test = MailTest.objects.get()

    assert as_adam.post(f"{ADDRESS}dotarla/{test.token_hash}/").status_code == 404
    assert test.token_hash not in str(Job.objects.values_list("args", flat=True))


def test_the_worker_that_runs_twice_sends_once(
    as_adam: Client, mailoutbox: list[EmailMessage], run_jobs: Run
) -> None:
    as_adam.post(f"{ADDRESS}test/", {"to": "a@olszyna.example"})
    run_jobs()
    Job.objects.filter(task="home.send_test_mail").update(state="waiting")
    run_jobs()

    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("error", "advice", "quoted"),
    [
        (
            smtplib.SMTPAuthenticationError(535, b"5.7.8 bad credentials"),
            "użytkownika i hasło",
            "535 5.7.8 bad credentials",
        ),
        (
            smtplib.SMTPRecipientsRefused({"a@b": (550, b"no such user")}),
            "nie przyjął adresata",
            "550 no such user",
        ),
        (
            smtplib.SMTPSenderRefused(553, b"not yours", "x"),
            "MAIL_FROM",
            "553 not yours",
        ),
        (smtplib.SMTPDataError(554, b"spam"), "za spam", "554 spam"),
        (smtplib.SMTPNotSupportedError("no STARTTLS"), "szyfrowania", "no STARTTLS"),
        (ssl.SSLError(1, "wrong version"), "szyfrowania", "wrong version"),
        (socket.gaierror(-2, "Name not known"), "takiej nazwie", "Name not known"),
        (ConnectionRefusedError(111, "refused"), "nikt nie słucha", "refused"),
        (TimeoutError("timed out"), "zapora", "timed out"),
        (smtplib.SMTPServerDisconnected("closed"), "przerwał rozmowę", "closed"),
        (OSError(101, "unreachable"), "nie prowadzi", "unreachable"),
        (ValueError("mutually exclusive"), "przeczą sobie", "mutually exclusive"),
    ],
)
def test_why_it_did_not_go_is_said_in_plain_words(
    as_adam: Client,
    run_jobs: Run,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    advice: str,
    quoted: str,
) -> None:
    def refuse(*_args: object) -> int:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    as_adam.post(f"{ADDRESS}test/", {"to": "a@b.example"})
    run_jobs()

    page = as_adam.get(ADDRESS).content.decode()
    assert MailTest.objects.get().state == MailTestState.REFUSED
    assert advice in page
    assert quoted in page


def test_the_page_tells_the_settings_without_the_secret(
    as_adam: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "poczta.olszyna.example", 587
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "bank", "tajnehaslo"

    page = as_adam.get(ADDRESS).content.decode()

    assert "poczta.olszyna.example:587" in page
    assert "tajnehaslo" not in page
    assert "nie opuszcza tej maszyny" not in page


def test_mail_that_goes_nowhere_is_warned_of(as_adam: Client) -> None:
    assert "nie opuszcza tej maszyny" in as_adam.get(ADDRESS).content.decode()


def test_a_wrong_address_is_refused(as_adam: Client) -> None:
    page = as_adam.post(f"{ADDRESS}test/", {"to": "nie adres"})

    assert page.status_code == 200
    assert not MailTest.objects.exists()
