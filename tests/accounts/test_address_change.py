"""Another e-mail address: wished, proved, told to both; never taken from anybody."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.addresses import (
    ask_for_address,
    confirm_address,
)
from accounts.exceptions import LinkGone
from accounts.models import AddressChange, AuditEntry, AuditVerb, User
from accounts.models.address_change import hash_of
from tests.accounts.address_steps import (
    NEW,
    PAGE,
    Outbox,
    RunJobs,
    address_of,
    sign_in,
)
from tests.factories.accounts import make_user


def test_the_old_address_stays_and_hears_of_the_wish(
    asked_for_address: tuple[Client, str], maria: User, mailoutbox: Outbox
) -> None:
    client, _link_to_new = asked_for_address

    page = client.get(PAGE).content.decode()

    assert address_of(maria) == "maria@example.org"
    assert NEW in page
    assert sorted(message.to[0] for message in mailoutbox) == [NEW, "maria@example.org"]
    assert "email/potwierdz" not in str(
        next(m for m in mailoutbox if m.to == ["maria@example.org"]).body
    )


def test_opening_the_link_changes_nothing_but_the_button_does(
    asked_for_address: tuple[Client, str],
    maria: User,
    mailoutbox: Outbox,
    run_jobs: RunJobs,
) -> None:
    client, link = asked_for_address

    page = client.get(link)
    before = address_of(maria)
    client.post(link)

    run_jobs()
    entry = AuditEntry.objects.get(verb=AuditVerb.EMAIL_CHANGED)
    assert "Tak, to mój adres" in page.content.decode()
    assert before == "maria@example.org"
    assert address_of(maria) == NEW
    assert client.get("/konto/").status_code == 200
    assert list(
        EmailAddress.objects.filter(user=maria).values_list("email", "verified")
    ) == [(NEW, True)]
    assert {m.to[0] for m in mailoutbox[2:]} == {"maria@example.org", NEW}
    assert entry.detail == f"maria@example.org → {NEW}"


def test_one_signs_in_with_the_new_address_only(
    asked_for_address: tuple[Client, str], maria: User
) -> None:
    client, link = asked_for_address
    client.post(link)
    old = sign_in(maria)
    maria.refresh_from_db()

    assert "_auth_user_id" not in old.session
    assert "_auth_user_id" in sign_in(maria).session


def test_other_devices_are_signed_out(
    asked_for_address: tuple[Client, str], maria: User
) -> None:
    client, link = asked_for_address
    elsewhere = sign_in(maria)

    client.post(link)

    assert elsewhere.get("/konto/").status_code == 302


def test_a_link_is_good_once(
    asked_for_address: tuple[Client, str], maria: User
) -> None:
    client, link = asked_for_address
    client.post(link)

    again, page = client.post(link), client.get(link)

    assert (again.status_code, page.status_code) == (404, 404)
    assert AuditEntry.objects.filter(verb=AuditVerb.EMAIL_CHANGED).count() == 1


def test_two_tabs_change_it_once(maria: User, run_jobs: RunJobs) -> None:
    token = "x" * 43
    ask_for_address(maria, address=NEW)
    AddressChange.objects.update(token_hash=hash_of(token))
    first, second = User.objects.get(pk=maria.pk), User.objects.get(pk=maria.pk)

    confirm_address(first, token=token, keep=None)

    with pytest.raises(LinkGone):
        confirm_address(second, token=token, keep=None)


def test_somebody_elses_link_opens_nothing(
    asked_for_address: tuple[Client, str], maria: User, oskar: User
) -> None:
    _client, link = asked_for_address
    other = sign_in(oskar)

    answers = [other.get(link).status_code, other.post(link).status_code]

    assert answers == [404, 404]
    assert address_of(maria) == "maria@example.org"
    assert address_of(oskar) == "oskar@example.org"


def test_signed_out_one_is_asked_to_sign_in(
    asked_for_address: tuple[Client, str],
) -> None:
    _client, link = asked_for_address

    assert Client().post(link)["Location"] == f"/konto/login/?next={link}"


def test_a_cancelled_wish_has_no_link(
    asked_for_address: tuple[Client, str], maria: User
) -> None:
    client, link = asked_for_address

    client.post(reverse("accounts:give_up_address"))

    assert client.post(link).status_code == 404
    assert NEW not in client.get(PAGE).content.decode()


def test_a_second_wish_ends_the_first(
    asked_for_address: tuple[Client, str], maria: User
) -> None:
    client, link = asked_for_address

    client.post(PAGE, {"email": "maria.druga@example.org"})

    assert client.post(link).status_code == 404
    assert AddressChange.objects.get().address == "maria.druga@example.org"


def test_a_wish_is_old_after_a_day(
    asked_for_address: tuple[Client, str], maria: User
) -> None:
    client, link = asked_for_address
    AddressChange.objects.update(asked_at=timezone.now() - timedelta(hours=25))

    assert client.post(link).status_code == 404


@pytest.mark.parametrize("field", ["password", "session_epoch"])
def test_a_new_password_or_signing_out_everywhere_cancels_it(
    asked_for_address: tuple[Client, str], maria: User, field: str
) -> None:
    _client, link = asked_for_address
    if field == "password":
        maria.set_password("jeż tupie nocą cicho")
    else:
        maria.session_epoch += 1
    maria.save(update_fields=[field])
    again = Client()
    again.force_login(maria)

    assert again.post(link).status_code == 404
    assert address_of(maria) == "maria@example.org"


def test_an_address_of_another_looks_the_same_but_gets_no_mail(
    maria: User, oskar: User, mailoutbox: Outbox, run_jobs: RunJobs
) -> None:
    client = sign_in(maria)
    pages = []
    for wanted in (NEW, "oskar@example.org", "OSKAR@Example.org"):
        client.post(PAGE, {"email": wanted})
        page = client.get(PAGE).content.decode().replace(wanted.lower(), "ADRES")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))

    run_jobs()
    assert pages[0] == pages[1] == pages[2]
    assert [m for m in mailoutbox if m.to == ["oskar@example.org"]] == []


def test_an_address_taken_meanwhile_is_not_taken_from_anybody(
    asked_for_address: tuple[Client, str], maria: User
) -> None:
    client, link = asked_for_address
    make_user("maria.nowa")

    page = client.post(link, follow=True)

    assert "nie można użyć" in page.content.decode()
    assert address_of(maria) == "maria@example.org"


def test_ones_own_address_is_no_change(maria: User) -> None:
    page = sign_in(maria).post(PAGE, {"email": "MARIA@example.org"})

    assert "To już jest Twój adres" in page.content.decode()


@pytest.mark.parametrize(
    "bad", ["", "x", "a@b", "a b@example.org", "x" * 300 + "@e.pl"]
)
def test_what_is_no_address_is_refused(maria: User, bad: str) -> None:
    page = sign_in(maria).post(PAGE, {"email": bad})

    assert page.status_code == 200
    assert not AddressChange.objects.exists()


def test_wishes_are_limited(maria: User) -> None:
    client = sign_in(maria)
    for number in range(5):
        client.post(PAGE, {"email": f"maria{number}@example.org"})

    page = client.post(PAGE, {"email": NEW})

    assert "Za dużo prób" in page.content.decode()
    assert AddressChange.objects.get().address == "maria4@example.org"


def test_an_older_session_proves_itself_first(maria: User) -> None:
    client = sign_in(maria)
    session = client.session
    session["signed_in_at"] -= 3600
    session.save()

    answer = client.post(PAGE, {"email": NEW})

    assert answer["Location"].startswith("/konto/reauthenticate/")
    assert not AddressChange.objects.exists()
