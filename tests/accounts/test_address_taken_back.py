"""The old address may undo a change that was not its owner's."""

import re
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.addresses import take_address_back
from accounts.exceptions import EmailTaken
from accounts.models import User
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.passkeys import ADD, SoftKey, is_in, options_at, passwordless

PAGE = "/konto/email/"
NEW = "maria.nowa@example.org"
RunJobs = Callable[[], None]
Outbox = list[EmailMessage]


def _sign_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def _link(message: EmailMessage, part: str) -> str:
    found = re.search(
        rf"http://127\.0\.0\.1:8000(/konto/{part}/\S+)", str(message.body)
    )
    assert found
    return found.group(1)


@pytest.fixture
def asked(maria: User, mailoutbox: Outbox, run_jobs: RunJobs) -> tuple[Client, str]:
    """Maria's browser after asking for another address, and the link she got."""
    client = _sign_in(maria)
    client.post(PAGE, {"email": NEW})
    run_jobs()
    to_new = next(message for message in mailoutbox if message.to == [NEW])
    return client, _link(to_new, "email/potwierdz")


def _address_of(user: User) -> str:
    return str(User.objects.get(pk=user.pk).email)


def test_the_old_address_takes_it_back(
    asked: tuple[Client, str], maria: User, mailoutbox: Outbox, run_jobs: RunJobs
) -> None:
    thief, link = asked
    thief.post(link)
    run_jobs()
    told = next(m for m in mailoutbox[2:] if m.to == ["maria@example.org"])
    undo = _link(told, "to-nie-ja/adres")

    page = Client().get(undo)
    Client().post(undo)

    run_jobs()
    assert "przywrócimy stary adres" in page.content.decode()
    assert _address_of(maria) == "maria@example.org"
    assert thief.get("/konto/").status_code == 302
    assert not User.objects.get(pk=maria.pk).has_usable_password()
    assert mailoutbox[-1].to == ["maria@example.org"]
    assert Client().post(undo).status_code == 404


def test_it_is_not_taken_back_from_who_has_it_now(
    asked: tuple[Client, str], maria: User, mailoutbox: Outbox, run_jobs: RunJobs
) -> None:
    client, link = asked
    client.post(link)
    run_jobs()
    told = next(m for m in mailoutbox[2:] if m.to == ["maria@example.org"])
    make_user("maria")

    answer = Client().post(_link(told, "to-nie-ja/adres"))

    assert answer.status_code == 404
    assert _address_of(maria) == NEW


def test_the_action_refuses_a_taken_address(maria: User, oskar: User) -> None:
    now = timezone.now()

    with pytest.raises(EmailTaken):
        take_address_back(maria, address="oskar@example.org", since=now, changed_at=now)


def _change(thief: Client, address: str, outbox: Outbox, run_jobs: RunJobs) -> None:
    """Move the account on to another address, and confirm it there."""
    thief.post(PAGE, {"email": address})
    run_jobs()
    thief.post(_link([m for m in outbox if m.to == [address]][-1], "email/potwierdz"))
    run_jobs()


def _undo_for(address: str, outbox: Outbox) -> str:
    told = [m for m in outbox if m.to == [address] and "to-nie-ja/adres" in m.body]
    return _link(told[0], "to-nie-ja/adres")


def test_a_second_change_does_not_save_the_first(
    maria: User, mailoutbox: Outbox, run_jobs: RunJobs
) -> None:
    thief = _sign_in(maria)
    _change(thief, NEW, mailoutbox, run_jobs)
    _change(thief, "maria.inna@example.org", mailoutbox, run_jobs)

    Client().post(_undo_for("maria@example.org", mailoutbox))
    after_owner = _address_of(maria)
    by_thief = Client().post(_undo_for(NEW, mailoutbox))

    assert after_owner == "maria@example.org"
    assert by_thief.status_code == 404
    assert _address_of(maria) == "maria@example.org"


def test_a_passkey_of_the_thief_opens_nothing_afterwards(
    maria: User, mailoutbox: Outbox, run_jobs: RunJobs
) -> None:
    thief, key = _sign_in(maria), SoftKey()
    options = options_at(thief, ADD, "creation_options")
    thief.post(ADD, {"name": "Telefon", "credential": key.make(options)})
    maria.refresh_from_db()
    _change(thief, NEW, mailoutbox, run_jobs)
    could = is_in(passwordless(key))

    Client().post(_undo_for("maria@example.org", mailoutbox))

    assert could
    assert not is_in(passwordless(key))


def test_the_link_of_the_thief_does_not_spend_that_of_the_owner(
    maria: User, mailoutbox: Outbox, run_jobs: RunJobs
) -> None:
    thief = _sign_in(maria)
    _change(thief, NEW, mailoutbox, run_jobs)
    _change(thief, "maria.inna@example.org", mailoutbox, run_jobs)
    Client().post(_undo_for(NEW, mailoutbox))

    Client().post(_undo_for("maria@example.org", mailoutbox))

    assert _address_of(maria) == "maria@example.org"
