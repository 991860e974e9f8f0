"""A list of results as a file: what the page would show to the same person."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from bank.models import Visibility
from tests.factories.bank import make_lesson_plan
from tests.factories.network import make_topic

pytestmark = pytest.mark.django_db


def test_holds_what_the_reader_may_see_and_nothing_else(
    client: Client, maria: User, oskar: User, index_now: Callable[[], int]
) -> None:
    make_lesson_plan(maria, title="Staw zimą")
    make_lesson_plan(maria, title="Staw sekretny", visibility=Visibility.AUTHOR)
    make_topic(maria, title="Staw w sieci")
    index_now()

    client.force_login(oskar)
    theirs = client.get("/szukaj/wyniki.csv", {"q": "staw"}).content.decode("utf-8-sig")
    client.force_login(maria)
    own = client.get("/szukaj/wyniki.csv", {"q": "staw"}).content.decode("utf-8-sig")

    assert "Staw zimą" in theirs
    assert "sekretny" not in theirs
    assert "w sieci" not in theirs
    assert {"Staw sekretny", "Staw w sieci"} <= set(own.replace(";", "\n").split("\n"))
    assert "http://testserver/bank/" in own


def test_keeps_to_the_tab_and_the_filters(
    client: Client, maria: User, index_now: Callable[[], int]
) -> None:
    make_lesson_plan(maria, title="Staw zimą")
    make_topic(maria, title="Staw w sieci")
    index_now()
    client.force_login(maria)

    found = client.get("/szukaj/wyniki.csv?q=staw&typ=dyskusje").content.decode()

    assert "w sieci" in found
    assert "zimą" not in found


def test_spreadsheet_opens(
    client: Client, maria: User, index_now: Callable[[], int]
) -> None:
    make_lesson_plan(maria, title="=Staw")
    index_now()
    client.force_login(maria)

    answer = client.get("/szukaj/wyniki.xlsx", {"q": "staw"})

    assert answer.content.startswith(b"PK")
    assert "attachment" in answer["Content-Disposition"]


def test_guest_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/szukaj/wyniki.csv").status_code == 302
