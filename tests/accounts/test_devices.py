"""Where one is signed in: seen, ended one by one, ended together, and told of."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.sign_ins import (
    end_other_sign_ins,
    end_sign_in,
    forget_old_sign_ins,
)
from accounts.devices import device_of, network_of
from accounts.models import AuditEntry, AuditVerb, SignIn, User
from accounts.roles import Role
from tests.factories.accounts import PASSWORD, code_for, make_user, protect

LIST = "/konto/urzadzenia/"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/131.0.0.0 Mobile Safari/537.36"
)
HOME, ABROAD = "83.12.45.67", "203.0.113.9"


def _sign_in(
    user: User, *, agent: str = LAPTOP, address: str = HOME, secret: str = ""
) -> Client:
    client = Client(REMOTE_ADDR=address, headers={"user-agent": agent})
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    if secret:
        client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    return client


def _is_in(client: Client) -> bool:
    return client.get("/konto/imie-i-nazwisko/").status_code == 200


def _newest(user: User) -> SignIn:
    return SignIn.objects.filter(user=user).latest("pk")


@pytest.fixture
def administrator(db: None) -> User:
    adam = make_user("adam", Role.ADMINISTRATOR)
    protect(adam)
    return adam


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (LAPTOP, "Firefox, Linux"),
        (PHONE, "Chrome, Android"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like"
            " Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"
            " (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        ("", "nieznane urządzenie"),
        ("<script>" * 5000, "nieznane urządzenie"),
    ],
)
def test_a_device_is_told_in_words(agent: str, words: str) -> None:
    assert str(device_of(agent)) == words


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("83.12.45.67", "83.12.x.x"),
        ("2a02:a31f:1:2::5", "2a02:a31f:x"),
        ("::ffff:83.12.45.67", "83.12.x.x"),
        ("", ""),
        ("nic", ""),
    ],
)
def test_only_the_surroundings_of_an_address_are_kept(address: str, kept: str) -> None:
    assert network_of(address) == kept


def test_one_sees_ones_devices_and_which_is_this(maria: User) -> None:
    here = _sign_in(maria)
    _sign_in(maria, agent=PHONE, address=ABROAD)

    page = here.get(LIST).content.decode()

    assert page.count("to urządzenie<") == 1
    assert page.index("Firefox, Linux") < page.index("Chrome, Android")
    assert "83.12.x.x" in page
    assert "203.0.x.x" in page
    assert "203.0.113.9" not in page


def test_one_session_ends_at_the_next_request(maria: User) -> None:
    here, phone = _sign_in(maria), _sign_in(maria, agent=PHONE)

    here.post(reverse("accounts:end_session", args=[_newest(maria).pk]))

    assert not _is_in(phone)
    assert _is_in(here)
    assert "Chrome, Android" not in here.get(LIST).content.decode()


def test_two_tabs_may_end_the_same_one(maria: User) -> None:
    here, phone = _sign_in(maria), _sign_in(maria, agent=PHONE)
    sign_in = _newest(maria)

    ended = [end_sign_in(sign_in, actor=maria), end_sign_in(sign_in, actor=maria)]
    page = here.post(reverse("accounts:end_session", args=[sign_in.pk]), follow=True)

    assert ended == [True, False]
    assert not _is_in(phone)
    assert "było już wylogowane" in page.content.decode()
    assert AuditEntry.objects.filter(verb=AuditVerb.SESSION_ENDED).count() == 1


def test_this_one_may_be_ended_too(maria: User) -> None:
    here = _sign_in(maria)

    here.post(reverse("accounts:end_session", args=[_newest(maria).pk]))

    assert not _is_in(here)


def test_nobody_ends_a_session_of_another(maria: User, oskar: User) -> None:
    mine, other = _sign_in(maria), _sign_in(oskar)

    answer = other.post(reverse("accounts:end_session", args=[_newest(maria).pk]))

    assert answer.status_code == 404
    assert _is_in(mine)


def test_all_others_end_and_this_one_stays(maria: User) -> None:
    here, phone = _sign_in(maria), _sign_in(maria, agent=PHONE)
    unnoted = Client()
    unnoted.force_login(maria)

    page = here.post(reverse("accounts:end_other_sessions"), follow=True)

    assert not _is_in(phone)
    assert not _is_in(unnoted)
    assert _is_in(here)
    assert "nie ma otwartej sesji" in page.content.decode()


def test_two_tabs_ending_all_others_keep_their_own(maria: User) -> None:
    here = _sign_in(maria)
    first, second = User.objects.get(pk=maria.pk), User.objects.get(pk=maria.pk)

    ended = [
        end_other_sign_ins(first, keep=None),
        end_other_sign_ins(second, keep=None),
    ]

    maria.refresh_from_db()
    assert ended == [True, False]
    assert maria.session_epoch == 1
    assert not _is_in(here)


def test_signing_out_takes_the_session_off_the_list(maria: User) -> None:
    here, phone = _sign_in(maria), _sign_in(maria, agent=PHONE)

    phone.post(reverse("account_logout"))

    assert "Chrome, Android" not in here.get(LIST).content.decode()


def test_a_new_password_takes_all_off_the_list(maria: User) -> None:
    _sign_in(maria, agent=PHONE)
    here = _sign_in(maria)
    new = "jeż tupie nocą cicho"

    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert not SignIn.objects.open_for(User.objects.get(pk=maria.pk)).exists()


def test_a_session_is_followed_when_its_key_changes(maria: User) -> None:
    here, phone = _sign_in(maria), _sign_in(maria, agent=PHONE)
    here.post(reverse("accounts:end_other_sessions"))
    again = _sign_in(maria, agent=PHONE)
    kept = SignIn.objects.get(user=maria, browser="Firefox")

    again.post(reverse("accounts:end_session", args=[kept.pk]))

    assert not _is_in(here)
    assert not _is_in(phone)
    assert _is_in(again)


def test_an_administrator_ends_anybodys_sessions(
    administrator: User, maria: User
) -> None:
    theirs, admin = _sign_in(maria), Client()
    admin.force_login(administrator)

    admin.post(reverse("accounts:end_sessions_of", args=[maria.pk]))

    entry = AuditEntry.objects.get(verb=AuditVerb.SESSIONS_ENDED)
    assert not _is_in(theirs)
    assert (entry.actor, entry.subject) == (administrator, maria)


def test_others_do_not(dorota: User, maria: User, renata: User) -> None:
    theirs = _sign_in(maria)
    protect(renata)
    statuses = []
    for person in (dorota, renata, maria):
        client = Client()
        client.force_login(person)
        path = reverse("accounts:end_sessions_of", args=[maria.pk])
        statuses.append(client.post(path).status_code)

    assert statuses == [403, 403, 403]
    assert _is_in(theirs)


def test_old_devices_are_forgotten_but_not_the_last(maria: User, oskar: User) -> None:
    _sign_in(maria)
    _sign_in(maria, agent=PHONE)
    _sign_in(oskar)
    SignIn.objects.update(seen_at=timezone.now() - timedelta(days=200))

    forgotten = forget_old_sign_ins(before=timezone.now() - timedelta(days=180))

    assert forgotten == 1
    assert SignIn.objects.count() == 2


def test_the_list_costs_the_same_for_many(
    maria: User, django_assert_num_queries: Callable[[int], object]
) -> None:
    here = _sign_in(maria)
    here.get(LIST)
    for number in range(20):
        _sign_in(maria, address=f"198.51.{number}.1")

    with django_assert_num_queries(6):  # type: ignore[attr-defined]
        here.get(LIST)
