"""The old address may undo a change that was not its owner's."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions.addresses import take_address_back
from accounts.exceptions import EmailTaken
from accounts.models import User
from tests.accounts.address_steps import (
    NEW,
    PAGE,
    Outbox,
    RunJobs,
    address_of,
    link_in,
    sign_in,
)
from tests.factories.accounts import make_user
from tests.factories.passkeys import ADD, SoftKey, is_in, options_at, passwordless


def test_the_old_address_takes_it_back(
    asked_for_address: tuple[Client, str],
    maria: User,
    mailoutbox: Outbox,
    run_jobs: RunJobs,
) -> None:
    thief, link = asked_for_address
    thief.post(link)
    run_jobs()
    told = next(m for m in mailoutbox[2:] if m.to == ["maria@example.org"])
    undo = link_in(told, "to-nie-ja/adres")

    page = Client().get(undo)
    Client().post(undo)

    run_jobs()
    assert "przywrócimy stary adres" in page.content.decode()
    assert address_of(maria) == "maria@example.org"
    assert thief.get("/konto/").status_code == 302
    assert not User.objects.get(pk=maria.pk).has_usable_password()
    assert mailoutbox[-1].to == ["maria@example.org"]
    assert Client().post(undo).status_code == 404


def test_it_is_not_taken_back_from_who_has_it_now(
    asked_for_address: tuple[Client, str],
    maria: User,
    mailoutbox: Outbox,
    run_jobs: RunJobs,
) -> None:
    client, link = asked_for_address
    client.post(link)
    run_jobs()
    told = next(m for m in mailoutbox[2:] if m.to == ["maria@example.org"])
    make_user("maria")

    answer = Client().post(link_in(told, "to-nie-ja/adres"))

    assert answer.status_code == 404
    assert address_of(maria) == NEW


def test_the_action_refuses_a_taken_address(maria: User, oskar: User) -> None:
    now = timezone.now()

    with pytest.raises(EmailTaken):
        take_address_back(maria, address="oskar@example.org", since=now, changed_at=now)


def _change(thief: Client, address: str, outbox: Outbox, run_jobs: RunJobs) -> None:
    """Move the account on to another address, and confirm it there."""
    thief.post(PAGE, {"email": address})
    run_jobs()
    thief.post(link_in([m for m in outbox if m.to == [address]][-1], "email/potwierdz"))
    run_jobs()


def _undo_for(address: str, outbox: Outbox) -> str:
    told = [m for m in outbox if m.to == [address] and "to-nie-ja/adres" in m.body]
    return link_in(told[0], "to-nie-ja/adres")


def test_a_second_change_does_not_save_the_first(
    maria: User, mailoutbox: Outbox, run_jobs: RunJobs
) -> None:
    thief = sign_in(maria)
    _change(thief, NEW, mailoutbox, run_jobs)
    _change(thief, "maria.inna@example.org", mailoutbox, run_jobs)

    Client().post(_undo_for("maria@example.org", mailoutbox))
    after_owner = address_of(maria)
    by_thief = Client().post(_undo_for(NEW, mailoutbox))

    assert after_owner == "maria@example.org"
    assert by_thief.status_code == 404
    assert address_of(maria) == "maria@example.org"


def test_a_passkey_of_the_thief_opens_nothing_afterwards(
    maria: User, mailoutbox: Outbox, run_jobs: RunJobs
) -> None:
    thief, key = sign_in(maria), SoftKey()
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
    thief = sign_in(maria)
    _change(thief, NEW, mailoutbox, run_jobs)
    _change(thief, "maria.inna@example.org", mailoutbox, run_jobs)
    Client().post(_undo_for(NEW, mailoutbox))

    Client().post(_undo_for("maria@example.org", mailoutbox))

    assert address_of(maria) == "maria@example.org"
