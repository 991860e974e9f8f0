"""Time and date from–to: in the address, on the page, and what cannot be read."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from django.test import Client

from accounts.models import User
from bank.models import Material
from search.criteria import read_criteria
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db
Page = Callable[[str], str]
# Half past midnight of 1 March in Poland.
FIRST = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
TITLES = {"Krótka": 15, "Zwykła": 45, "Długa": 90, "Bez czasu": None}


@pytest.fixture
def page(
    client: Client, maria: User, oskar: User, index_now: Callable[[], int]
) -> Page:
    for number, (title, minutes) in enumerate(TITLES.items()):
        plan = make_lesson_plan(maria, title=title)
        Material.objects.filter(pk=plan.pk).update(
            duration_minutes=minutes,
            first_published_at=FIRST + timedelta(days=number),
        )
    index_now()
    client.force_login(oskar)

    def get(query: str) -> str:
        response = client.get(f"/szukaj/?{query}")
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return get


def _found(page: str) -> set[str]:
    return {title for title in TITLES if f">{title}</a>" in page}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("czas_od=45", {"Zwykła", "Długa"}),
        ("czas_do=45", {"Krótka", "Zwykła"}),
        ("czas_od=20&czas_do=45", {"Zwykła"}),
        ("czas_od=45&czas_do=20", {"Zwykła"}),
        ("czas_od=0", {"Krótka", "Zwykła", "Długa"}),
        ("czas_od=999999999", set()),
        ("czas=do-15&czas_do=45", {"Krótka"}),
        ("data_od=2026-03-03", {"Długa", "Bez czasu"}),
        ("data_od=2026-03-02&data_do=2026-03-03", {"Zwykła", "Długa"}),
        ("data_do=1.03.2026", {"Krótka"}),
        ("data_od=2026-03-03&czas_do=99", {"Długa"}),
        ("q=czas:45", {"Zwykła"}),
        ("q=czas:10-45", {"Krótka", "Zwykła"}),
        ("q=czas:20–", {"Zwykła", "Długa"}),
        ("q=czas:-45 czas:20-", {"Zwykła"}),
        ("q=czas:20-&czas_do=60", {"Zwykła"}),
        ("q=od:3.03.2026", {"Długa", "Bez czasu"}),
        ("q=od:2026-03-02 do:3.03.2026", {"Zwykła", "Długa"}),
        ("q=krótka czas:20-", set()),
    ],
)
def test_narrows_to_what_lies_between(page: Page, query: str, titles: set[str]) -> None:
    assert _found(page(query)) == titles


def test_range_in_use_is_shown_and_can_be_taken_back(page: Page) -> None:
    found = page("q=&czas_od=20&czas_do=60&data_od=2026-01-31")

    assert "czas w minutach: od 20 do 60" in found.lower()
    assert "data publikacji: od 31.01.2026" in found.lower()
    assert 'href="/szukaj/?data_od=2026-01-31"' in found
    assert 'href="/szukaj/?czas_od=20&amp;czas_do=60"' in found
    assert 'name="czas_od" value="20"' in found
    assert 'name="data_od" value="2026-01-31"' in found


@pytest.mark.parametrize(
    ("query", "typed"),
    [
        ("czas_od=trzy", "trzy"),
        ("czas_do=-5", "-5"),
        ("czas_do=4,5", "4,5"),
        ("czas_od=²", "²"),
        ("czas_od=99999999999999999999", "99999999999999999999"),
        ("data_od=wczoraj", "wczoraj"),
        ("data_do=2026-02-30", "2026-02-30"),
        ("data_do=31.12.0001", "31.12.0001"),
        ("data_od=9999-12-31", "9999-12-31"),
    ],
)
def test_end_that_makes_no_sense_is_said_and_left_out(
    page: Page, query: str, typed: str
) -> None:
    found = page(query)

    assert f"Nie umiemy odczytać „{typed}”" in found
    assert f'value="{typed}"' in found
    assert 'aria-invalid="true"' in found
    assert _found(found) == set(TITLES)


@pytest.mark.parametrize(
    "query", ["czas_od=%00", "czas_od=", "data_od=%FF", "czas_od=+&data_do=%0B"]
)
def test_any_end_is_answered(page: Page, query: str) -> None:
    assert _found(page(query)) == set(TITLES)


@pytest.mark.parametrize("typed", ["czas:długo", "czas:1-x", "od:jutra", "-czas:45"])
def test_typed_range_that_makes_no_sense_is_said(page: Page, typed: str) -> None:
    found = page(f"q={typed}")

    assert f"„{typed.partition(':')[2]}”" in found
    assert "szukamy bez tego" in found
    assert _found(found) == set(TITLES)


def test_typed_range_is_said_back(page: Page) -> None:
    found = page("q=czas:20-60").lower()

    assert "czas:20-60 → <b>czas w minutach: od 20 do 60</b>" in found


def test_empty_list_says_what_each_range_costs(page: Page) -> None:
    found = page("czas_od=100&data_od=2026-03-02")

    assert "bez „czas w minutach: od 100”" in found.lower()
    assert "3 wyniki" in found


def test_address_says_the_ranges_again(oskar: User) -> None:
    data = QueryDict("q=las&czas_od=5&czas_do=45&data_do=2026-05-01&sort=najnowsze")

    criteria = read_criteria(data, oskar)

    assert dict(criteria.parameters()) == data.dict()
    assert criteria.has_filters
    assert not criteria.unfiltered().has_filters
