"""How searches end is counted; who searched is not, and rare words are not kept."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from search.models import LAST_PLACE, Ending, EndingDay, UnmetQuery, UnmetWeek
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan
from tests.factories.network import make_network

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="token" value="([^"]+)"')


def token_on(client: Client, **address: str) -> str:
    page = client.get("/szukaj/", address).content.decode()
    found = TOKEN.search(page)
    return found[1] if found else ""


def say(client: Client, token: str, place: str = "") -> int:
    return client.post("/szukaj/koniec/", {"token": token, "place": place}).status_code


def endings() -> list[tuple[str, int, int]]:
    rows = EndingDay.objects.order_by("ending", "place")
    return list(rows.values_list("ending", "place", "number"))


def test_page_without_results_says_that_nothing_was_found(
    client: Client, maria: User, index_now: Callable[[], int]
) -> None:
    index_now()
    client.force_login(maria)

    assert say(client, token_on(client, q="Lutowanie  w klasie")) == 204

    assert endings() == [(Ending.NOTHING, 0, 1)]
    [query] = UnmetQuery.objects.all()
    assert (query.people, query.occasions, query.text) == (1, 1, "")


def test_opened_result_counts_its_place_among_all_pages(
    client: Client, maria: User, index_now: Callable[[], int]
) -> None:
    for number in range(23):
        make_lesson_plan(maria, title=f"Ułamki {number}")
    index_now()
    client.force_login(maria)

    say(client, token_on(client, q="ułamki"), "2")
    say(client, token_on(client, q="ułamek", strona="2"), "1")

    assert endings() == [(Ending.OPENED, 2, 1), (Ending.OPENED, LAST_PLACE, 1)]
    assert not UnmetQuery.objects.exists()


def test_leaving_without_opening_is_kept_apart_from_nothing_found(
    client: Client, maria: User, oskar: User, index_now: Callable[[], int]
) -> None:
    make_lesson_plan(maria, title="Ułamki na pizzy")
    index_now()
    client.force_login(oskar)

    say(client, token_on(client, q="ułamki"))

    assert endings() == [(Ending.LEFT, 0, 1)]
    assert UnmetWeek.objects.get().left == 1


def test_place_that_was_not_shown_is_not_believed(
    client: Client, maria: User, oskar: User, index_now: Callable[[], int]
) -> None:
    make_lesson_plan(maria, title="Ułamki na pizzy")
    index_now()
    client.force_login(oskar)

    say(client, token_on(client, q="ułamki"), "17")

    assert endings() == [(Ending.LEFT, 0, 1)]


def test_one_page_counts_once_however_often_it_is_sent(
    client: Client, maria: User, index_now: Callable[[], int]
) -> None:
    index_now()
    client.force_login(maria)
    token = token_on(client, q="lutowanie")

    answers = [say(client, token, place) for place in ("", "", "1")]

    assert answers == [204, 204, 204]
    assert endings() == [(Ending.NOTHING, 0, 1)]


def test_one_person_counts_once_a_day_for_the_same_words(
    client: Client, maria: User, index_now: Callable[[], int]
) -> None:
    index_now()
    client.force_login(maria)

    for _ in range(3):
        say(client, token_on(client, q="lutowanie"))

    assert UnmetQuery.objects.get().occasions == 1
    assert endings() == [(Ending.NOTHING, 0, 1)]


@pytest.mark.parametrize(
    "token",
    [
        "",
        "byle co",
        "\0",
        "x" * 5000,
        signing.dumps(["obce słowa", 0, "", 0, "x"], salt="inna.sól"),
        signing.dumps(
            ["obce słowa", 0, "", 0, "x"], key="inny klucz", salt="search.watching"
        ),
    ],
)
def test_forged_token_is_refused(client: Client, token: str) -> None:
    assert say(client, token) == 400
    assert not EndingDay.objects.exists()
    assert not UnmetQuery.objects.exists()


def test_changed_token_is_refused(
    client: Client, maria: User, index_now: Callable[[], int]
) -> None:
    index_now()
    client.force_login(maria)
    token = token_on(client, q="lutowanie")

    assert say(client, "A" + token[1:]) == 400
    assert say(client, token[:-1]) == 400
    assert not EndingDay.objects.exists()


def test_old_page_says_nothing_any_more(
    client: Client,
    maria: User,
    index_now: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index_now()
    client.force_login(maria)
    token = token_on(client, q="lutowanie")

    monkeypatch.setattr("search.watching.VALID", timedelta(0))

    assert say(client, token) == 400
    assert not EndingDay.objects.exists()


@pytest.mark.parametrize("place", ["0", "-1", "21", "1e9", "9" * 400, "\0", "dwa"])
def test_odd_place_is_refused(
    client: Client, maria: User, index_now: Callable[[], int], place: str
) -> None:
    index_now()
    client.force_login(maria)

    assert say(client, token_on(client, q="lutowanie"), place) == 400


def test_script_is_stopped(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"count_search": "2/h/key"}

    assert [say(client, "x") for _ in range(3)] == [400, 400, 429]


def test_reading_the_page_changes_nothing_and_get_is_refused(
    client: Client, maria: User, index_now: Callable[[], int]
) -> None:
    index_now()
    client.force_login(maria)
    token_on(client, q="lutowanie")

    assert client.get("/szukaj/koniec/").status_code == 405
    assert not EndingDay.objects.exists()


def test_what_is_not_the_whole_search_is_not_watched(
    client: Client, maria: User, index_now: Callable[[], int]
) -> None:
    network = make_network(maria)
    make_lesson_plan(maria)
    index_now()
    client.force_login(maria)

    unwatched = [
        token_on(client),
        token_on(client, q="pizza", siec=network.slug),
        token_on(client, q="pizza", typ="dyskusje"),
        token_on(client, q="pizza", typ="osoby"),
        token_on(client, q="pizza", klasa="k5"),
        token_on(client, q="pizza", sort="najnowsze"),
        token_on(client, q="pizza", sort="odczyty"),
    ]

    assert set(unwatched) == {""}
    assert token_on(client, q="pizza", typ="materialy")


def test_personal_words_are_never_kept_though_the_ending_is_counted(
    client: Client, maria: User, index_now: Callable[[], int]
) -> None:
    index_now()
    client.force_login(maria)

    token = token_on(client, q="44051401359")
    say(client, token)

    assert endings() == [(Ending.NOTHING, 0, 1)]
    assert not UnmetQuery.objects.exists()
    assert signing.loads(token, salt="search.watching")[0] == ""


def test_five_people_from_five_accounts_are_five(
    client: Client, index_now: Callable[[], int]
) -> None:
    index_now()
    for number in range(5):
        client.force_login(make_user(f"szuka{number}"))
        say(client, token_on(client, q="lutowanie"))

    assert UnmetQuery.objects.get().text == "lutowanie"
    assert UnmetQuery.objects.get().people == 5
