"""Nobody is sent to another site, and no link is built on a forged host."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories.accounts import PASSWORD

FORMS = [
    "https://zlo.example/",
    "http://zlo.example/",
    "//zlo.example/",
    "///zlo.example/",
    "////zlo.example/",
    "/\\zlo.example/",
    "\\\\zlo.example/",
    "\\/zlo.example/",
    "/\t/zlo.example/",
    "\t//zlo.example/",
    "\n//zlo.example/",
    "/\r\n/zlo.example",
    " //zlo.example/",
    "https:zlo.example",
    "https:/zlo.example",
    "http:///zlo.example/",
    "https://testserver@zlo.example/",
    "https://testserver.zlo.example/",
    "//testserver@zlo.example/",
    "javascript:alert(1)",
    "data:text/html,zlo",
    "ftp://testserver/",
    "//zlo。example/",
    "https://zlo%E3%80%82example/",
    "\x00//zlo.example/",
    "//[::1]zlo.example/",
    "https://testserver:99999/",
]


@pytest.mark.parametrize("wanted", FORMS)
def test_signing_in_stays_on_this_site(maria: User, wanted: str) -> None:
    client = Client()

    answer = client.post(
        reverse("account_login"),
        {"login": maria.email, "password": PASSWORD, "next": wanted},
    )

    assert answer.status_code == 302
    assert answer["Location"] == "/"


@pytest.mark.parametrize("wanted", FORMS)
def test_signing_out_stays_on_this_site(maria: User, wanted: str) -> None:
    client = Client()
    client.force_login(maria)

    answer = client.post(reverse("account_logout"), {"next": wanted})

    assert answer["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", FORMS)
@pytest.mark.parametrize("door", ["/cms/login/", "/_util/login/"])
def test_the_closed_doors_lead_to_the_only_one(
    client: Client, door: str, wanted: str
) -> None:
    answer = client.get(door, {"next": wanted})

    assert answer.status_code == 302
    assert answer["Location"] == "/konto/login/?next=/"


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["/cms/login/", "/_util/login/"])
def test_the_closed_doors_keep_where_one_was_going(client: Client, door: str) -> None:
    answer = client.post(f"{door}?next=/bank/", {"username": "a", "password": "b"})

    assert answer["Location"] == "/konto/login/?next=/bank/"


def test_signing_in_leads_where_one_was_going(maria: User, client: Client) -> None:
    answer = client.post(
        reverse("account_login"),
        {"login": maria.email, "password": PASSWORD, "next": "/konto/"},
    )

    assert answer["Location"] == "/konto/"


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "testserver:4444"},
        {"host": "localhost"},
        {"x-forwarded-host": "zlo.example"},
        {"x-original-url": "/zlo"},
    ],
)
def test_the_link_in_the_mail_knows_only_our_address(
    maria: User,
    headers: dict[str, str],
    mailoutbox: list[EmailMessage],
    run_jobs: Callable[[], None],
) -> None:
    Client().post(
        reverse("account_reset_password"), {"email": maria.email}, headers=headers
    )

    run_jobs()
    assert "http://127.0.0.1:8000/konto/password/reset/key/" in mailoutbox[0].body
    assert "zlo" not in mailoutbox[0].body
    assert "4444" not in mailoutbox[0].body


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["zlo.example", "testserver.zlo.example", "@zlo"])
def test_another_host_is_refused(client: Client, host: str) -> None:
    answer = client.get(reverse("account_login"), headers={"host": host})

    assert answer.status_code == 400
