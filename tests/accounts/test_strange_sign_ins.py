"""A sign-in unlike its owner is told of, and can be disowned."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.addresses import confirm_address
from accounts.models import AddressChange, SignIn, User
from accounts.models.address_change import hash_of, stamp_of
from tests.factories.accounts import PASSWORD, code_for, protect

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


def test_the_first_sign_in_is_told_to_nobody(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    _sign_in(maria)

    run_jobs()
    assert mailoutbox == []


def test_a_known_device_at_a_known_place_is_not_told_of(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    _sign_in(maria)
    _sign_in(maria, address="83.12.99.1")

    run_jobs()
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("agent", "address"), [(PHONE, HOME), (LAPTOP, ABROAD), ("", HOME)]
)
def test_a_new_device_or_place_is(
    maria: User,
    mailoutbox: list[EmailMessage],
    run_jobs: Callable[[], None],
    agent: str,
    address: str,
) -> None:
    _sign_in(maria)
    _sign_in(maria, agent=agent, address=address)
    _sign_in(maria, agent=agent, address=address)

    run_jobs()
    assert [m.subject for m in mailoutbox] == ["Nowe logowanie na Twoje konto"]
    assert mailoutbox[0].to == [maria.email]
    assert address in mailoutbox[0].body


def _link_in(message: EmailMessage) -> str:
    found = re.search(
        r"http://127\.0\.0\.1:8000(/konto/to-nie-ja/\S+)", str(message.body)
    )
    assert found
    return found.group(1)


def test_it_was_not_me_ends_everything_and_asks_for_a_password(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    mine, thief = _sign_in(maria), _sign_in(maria, agent=PHONE, address=ABROAD)
    thief.get("/konto/2fa/totp/activate/")
    protect(maria)
    run_jobs()
    link = _link_in(mailoutbox[0])

    page = Client().get(link)
    untouched = _is_in(thief)
    Client().post(link)

    run_jobs()
    maria.refresh_from_db()
    assert "Chrome, Android" in page.content.decode()
    assert untouched
    assert not _is_in(thief)
    assert not _is_in(mine)
    assert not _is_in(_sign_in(maria, agent=PHONE, address=ABROAD))
    assert not maria.has_usable_password()
    assert not Authenticator.objects.filter(user=maria).exists()
    assert mailoutbox[-1].subject == "Ustaw swoje hasło"


def test_the_link_works_even_after_the_thief_changed_the_password(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    _sign_in(maria)
    thief = _sign_in(maria, agent=PHONE)
    new = "jeż tupie nocą cicho"
    thief.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    run_jobs()

    Client().post(_link_in(mailoutbox[0]))

    maria.refresh_from_db()
    assert not maria.check_password(new)


def test_the_link_works_once_and_no_other_does(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    _sign_in(maria)
    _sign_in(maria, agent=PHONE)
    run_jobs()
    link = _link_in(mailoutbox[0])
    Client().post(link)

    again = Client().post(link)
    forged = Client().post("/konto/to-nie-ja/MTI6:1abc:def/")

    assert (again.status_code, forged.status_code) == (404, 404)
    assert "już nie działa" in again.content.decode()


def test_the_new_password_is_not_for_the_address_the_thief_put_there(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    _sign_in(maria)
    _sign_in(maria, agent=PHONE)
    run_jobs()
    link = _link_in(mailoutbox[0])
    AddressChange.objects.create(
        user=maria,
        address="thief@example.net",
        token_hash=hash_of("secret"),
        stamp=stamp_of(maria),
        asked_at=timezone.now(),
    )
    here = SignIn.objects.filter(user=maria).latest("pk")
    confirm_address(maria, token="secret", keep=here.pk)
    run_jobs()

    Client().post(link)

    run_jobs()
    maria.refresh_from_db()
    assert maria.email == "maria@example.org"
    assert mailoutbox[-1].subject == "Ustaw swoje hasło"
    assert mailoutbox[-1].to == ["maria@example.org"]
