import re

import pytest
from django.core import signing
from django.test import Client

from accounts.models import User
from notifications.kinds import Frequency
from notifications.models import Preference
from notifications.unsubscribing import unsubscribe_path
from tests.notifications.conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict(world: World) -> Client:
    """A mail program: no cookie, and CSRF checked as in earnest."""
    return Client(enforce_csrf_checks=True)


def test_opening_the_link_asks_and_changes_nothing(strict: Client, maria: User) -> None:
    response = strict.get(unsubscribe_path(maria.pk, ["t.posted"]))

    assert response.status_code == 200
    assert "Label of t.posted" in response.content.decode()
    assert not Preference.objects.exists()


@pytest.mark.parametrize("body", [{"List-Unsubscribe": "One-Click"}, {}])
def test_one_post_without_signing_in_ends_these_mails(
    strict: Client, maria: User, oskar: User, body: dict[str, str]
) -> None:
    response = strict.post(unsubscribe_path(maria.pk, ["t.posted"]), body)

    kept = Preference.objects.get()
    assert response.status_code == 200
    assert (kept.user, kept.kind, kept.channel) == (maria, "t.posted", "email")
    assert kept.frequency == Frequency.NEVER


def test_second_post_comes_out_the_same(strict: Client, maria: User) -> None:
    for _ in range(2):
        strict.post(unsubscribe_path(maria.pk, ["t.posted", "t.decided"]))

    assert Preference.objects.count() == 2


def test_link_tells_nothing_of_whose_it_is(strict: Client, maria: User) -> None:
    html = strict.get(unsubscribe_path(maria.pk, ["t.posted"])).content.decode()

    assert maria.email not in html
    assert maria.last_name not in html


def answer(client: Client, user_id: int) -> str:
    """What a post is answered with, but for the link itself and CSRF tokens."""
    path = unsubscribe_path(user_id, ["t.posted"])
    html = client.post(path).content.decode().replace(path, "")
    return re.sub(r'value="\w{64}"', "", html)


def test_link_of_nobody_looks_the_same(strict: Client, maria: User) -> None:
    assert answer(strict, 987_654) == answer(strict, maria.pk)


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "a:b:c",
        signing.dumps([1, "t.posted"]),
        signing.dumps([1, "t.posted"], salt="another.purpose"),
        "x" * 3000,
        "%00",
    ],
)
def test_link_we_did_not_sign_is_not_found(strict: Client, token: str) -> None:
    path = f"/powiadomienia/wypisz/{token}/"

    assert strict.get(path).status_code == 404
    assert strict.post(path).status_code == 404
