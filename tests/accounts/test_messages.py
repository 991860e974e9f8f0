"""What comes by mail: in Polish, to the right person, and never too late."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts.actions.messages import queue_message
from accounts.exceptions import SealBroken
from accounts.models import User
from accounts.sealing import seal, unseal
from tests.factories.accounts import PASSWORD

RunJobs = Callable[[], None]


def test_a_code_comes_with_a_warning(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: RunJobs
) -> None:
    Client().post(reverse("account_request_login_code"), {"email": maria.email})

    run_jobs()
    message = mailoutbox[0]
    assert message.subject == "Kod do logowania"
    assert "nikomu nie podawaj kodu" in message.body
    assert "&" not in message.body


def test_a_changed_password_is_told_to_its_owner(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: RunJobs
) -> None:
    client = Client()
    client.force_login(maria)
    new = "jeż tupie nocą cicho"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
        headers={"user-agent": "<b>Przeglądarka & spółka</b>"},
    )

    run_jobs()
    message = mailoutbox[0]
    assert message.subject == "Zmieniono Twoje hasło"
    assert "Adres sieciowy: 127.0.0.1" in message.body
    assert "<b>Przeglądarka & spółka</b>" in message.body
    assert message.to == [maria.email]


def test_a_message_that_waited_a_day_is_not_sent(
    db: None, mailoutbox: list[EmailMessage], run_jobs: RunJobs
) -> None:
    with patch("cryptography.fernet.time.time", return_value=1_700_000_000):
        queue_message(to="maria@example.org", subject="Kod", body="123")

    run_jobs()

    assert mailoutbox == []


def test_what_is_sealed_opens_with_our_key_only() -> None:
    sealed = seal("tajne")

    assert unseal(sealed) == "tajne"
    assert "tajne" not in sealed
    with pytest.raises(SealBroken):
        unseal(sealed[:-2] + "xx")
