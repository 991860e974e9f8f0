from collections.abc import Callable

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client, override_settings
from django.urls import reverse

from accounts.actions.people import deactivate_person
from accounts.actions.roles import end_role
from accounts.models import User
from accounts.roles import Role
from tests.factories.accounts import PASSWORD

HOUR = 3600
DAY = 24 * HOUR


def _sign_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def _is_signed_in(client: Client) -> bool:
    return bool(client.get("/konto/").status_code == 200)


def _age(client: Client, **by: int) -> None:
    session: SessionBase = client.session
    for name, seconds in by.items():
        session[name] -= seconds
    session.save()


def test_signing_in_changes_the_key_of_the_session(maria: User) -> None:
    client = Client()
    client.get("/konto/login/")
    session = client.session
    session["zostawione"] = "przez kogoś"
    session.save()
    before = session.session_key

    client.post(reverse("account_login"), {"login": maria.email, "password": PASSWORD})

    assert client.session.session_key != before
    assert _is_signed_in(client)


def test_changing_the_password_ends_every_session(maria: User) -> None:
    here, elsewhere = _sign_in(maria), _sign_in(maria)

    here.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "jeż tupie nocą cicho",
            "password2": "jeż tupie nocą cicho",
        },
    )

    assert not _is_signed_in(elsewhere)
    assert not _is_signed_in(here)
    maria.refresh_from_db()
    assert maria.check_password("jeż tupie nocą cicho")


def test_a_deactivated_person_is_out_and_stays_out(maria: User) -> None:
    client = _sign_in(maria)

    deactivate_person(maria)
    out = not _is_signed_in(client)
    User.objects.filter(pk=maria.pk).update(is_active=True)

    assert out
    assert not _is_signed_in(client)


@override_settings(DEMO=True)
def test_losing_a_powerful_role_ends_the_session(renata: User) -> None:
    client = _sign_in(renata)
    assert _is_signed_in(client)

    end_role(renata, role=Role.MODERATOR)

    assert not _is_signed_in(client)


def test_losing_an_ordinary_role_does_not(maria: User) -> None:
    client = _sign_in(maria)

    end_role(maria, role=Role.TEACHER, institution=maria.institution)

    assert _is_signed_in(client)


def test_one_signs_out_everywhere(maria: User) -> None:
    here, elsewhere = _sign_in(maria), _sign_in(maria)

    here.post(reverse("accounts:sign_out_everywhere"))

    assert not _is_signed_in(elsewhere)
    assert not _is_signed_in(here)


def test_reading_an_address_signs_nobody_out(maria: User) -> None:
    client = _sign_in(maria)

    answer = client.get(reverse("accounts:sign_out_everywhere"))
    client.get(reverse("account_logout"))

    assert answer.status_code == 405
    assert _is_signed_in(client)


@override_settings(DEMO=True)
@pytest.mark.parametrize(
    ("by", "is_kept"),
    [
        ({"seen_at": HOUR - 120}, True),
        ({"seen_at": HOUR + 1}, False),
        ({"signed_in_at": 12 * HOUR - 120}, True),
        ({"signed_in_at": 12 * HOUR + 1}, False),
    ],
)
def test_a_moderator_is_signed_out_soon(
    renata: User, by: dict[str, int], is_kept: bool
) -> None:
    client = _sign_in(renata)

    _age(client, **by)

    assert _is_signed_in(client) == is_kept


@pytest.mark.parametrize(
    ("by", "is_kept"),
    [
        ({"seen_at": 7 * DAY - 120}, True),
        ({"seen_at": 7 * DAY + 1}, False),
        ({"signed_in_at": 30 * DAY - 120}, True),
        ({"signed_in_at": 30 * DAY + 1}, False),
    ],
)
def test_a_teacher_is_signed_out_late(
    maria: User, by: dict[str, int], is_kept: bool
) -> None:
    client = _sign_in(maria)

    _age(client, **by)

    assert _is_signed_in(client) == is_kept


def test_who_was_signed_out_is_told(maria: User) -> None:
    client = _sign_in(maria)
    _age(client, seen_at=8 * DAY)

    page = client.get("/konto/", follow=True)

    assert "Cię wylogowaliśmy" in page.content.decode()
    assert page.redirect_chain == [("/konto/login/?next=/konto/", 302)]


def test_a_session_without_the_wish_to_stay_ends_with_the_browser(maria: User) -> None:
    assert _sign_in(maria).session.get_expire_at_browser_close()


def test_signed_in_answers_are_kept_out_of_caches(maria: User) -> None:
    answer = _sign_in(maria).get("/konto/")

    assert answer["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize("path", ["/konto/x.css", "/konto/;.js", "/nie-ma-takiej/"])
def test_odd_addresses_are_kept_out_of_caches_too(maria: User, path: str) -> None:
    assert _sign_in(maria).get(path)["Cache-Control"] == "private, no-store"


def test_signing_out_clears_what_the_browser_keeps(maria: User) -> None:
    answer = _sign_in(maria).post(reverse("account_logout"))

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "no-store" in answer["Cache-Control"]


def test_a_page_costs_the_same_whatever_one_holds(
    maria: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = _sign_in(maria)
    client.get("/konto/")

    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get("/konto/")
