"""The results page: facets, addresses, help, and any input at all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from bank.models import LessonPlan
from search.actions import record_change
from tests.factories.bank import make_lesson_plan, make_math_game

pytestmark = pytest.mark.django_db
IndexNow = Callable[[], int]


@pytest.fixture
def library(maria: User, index_now: IndexNow) -> None:
    make_lesson_plan(maria, title="Ułamki na pizzy")
    make_lesson_plan(
        maria, title="Historia ułamków", subjects=["historia"], class_years=["k8"]
    )
    make_math_game(maria, title="Ułamkowe domino", class_years=["k4"])
    index_now()


@pytest.fixture
def page(client: Client, oskar: User, library: None) -> Callable[[str], str]:
    client.force_login(oskar)

    def get(query: str) -> str:
        response = client.get(f"/szukaj/?{query}")
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return get


def test_says_how_many_and_marks_what_matched(page: Callable[[str], str]) -> None:
    found = page("q=ułamek")

    assert "2 wyniki dla „ułamek”" in found
    assert "<mark>Ułamki</mark> na pizzy" in found
    assert "ułamków → <b>ułamek</b>" in found


def test_why_names_the_word_that_was_typed(
    client: Client, maria: User, index_now: IndexNow
) -> None:
    make_math_game(maria, title="Gra", rules="Układamy kostki jak w zwykłym dominie.")
    index_now()
    client.force_login(maria)

    found = client.get("/szukaj/?q=domino").content.decode()

    assert "dominie → <b>domino</b>" in " ".join(found.split())


def test_lines_without_a_stop_do_not_run_together(
    client: Client, maria: User, index_now: IndexNow
) -> None:
    make_lesson_plan(maria, steps=[("Wejście na łąkę", 10), ("Praca z lupą", 35)])
    index_now()
    client.force_login(maria)

    found = client.get("/szukaj/?q=wejście").content.decode()

    assert "na łąkę · Praca" in " ".join(found.split())


def test_facets_count_and_several_values_of_one_add_up(
    page: Callable[[str], str],
) -> None:
    found = page("q=&klasa=k5&klasa=k8")

    assert "2 pozycje do przejrzenia" in found
    assert 'value="k4"' in found  # still on offer, with its own count
    assert 'href="/szukaj/?klasa=k8"' in found


def test_facets_narrow_each_other(page: Callable[[str], str]) -> None:
    found = page("przedmiot=historia&klasa=k5")

    assert "0 pozycji do przejrzenia" in found
    assert "bez „klasa V”" in found
    assert "1 wynik" in found


@pytest.mark.parametrize("sort", ["najnowsze", "trafnosc", "nonsense", ""])
def test_sorts(page: Callable[[str], str], sort: str) -> None:
    assert "Historia" in page(f"q=ułamki&sort={sort}")


def test_slip_is_put_right_and_can_be_undone(page: Callable[[str], str]) -> None:
    assert "wyniki dla <strong>" in page("q=histroia")
    assert "0 wyników" in page("q=histroia&dokladnie=1")
    assert "Czy chodziło Ci o" in page("q=histroia&dokladnie=1")


def test_nothing_found_helps(page: Callable[[str], str]) -> None:
    found = page("q=xyzzyzy")

    assert "0 wyników" in found
    assert "Co możesz zrobić" in found


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%FF%FE",
        "q=" + "(" * 5000,
        "q=%22" * 50,
        "q=ułamki&strona=99999999999999999999",
        "strona=-1",
        "strona=²",
        "strona=",
        "klasa=%00&klasa=nie-ma&przedmiot=",
        "placowka=99999999999999999999",
        "rodzaj=scenario&rodzaj=scenario&czas=x",
        "typ=nowhere",
        "typ=materialy",
        "&".join(f"klasa=k{number}" for number in range(300)),
        "q=" + "a" * 6000,
        "q=*:* AND title:[a TO z]",
        "q=-",
        "dokladnie=1&sort=%00",
    ],
)
def test_any_input_is_answered(page: Callable[[str], str], query: str) -> None:
    assert "<h1" in page(query)


def test_page_past_the_last_is_the_last(
    client: Client, maria: User, oskar: User, index_now: IndexNow
) -> None:
    for number in range(21):
        make_lesson_plan(maria, title=f"Ułamki {number}")
    index_now()
    client.force_login(oskar)

    found = client.get("/szukaj/?q=ułamki&strona=9").content.decode()

    assert found.count('class="hit"') == 1
    assert 'start="21"' in found


def _queries(client: Client) -> int:
    client.get("/szukaj/")  # a session's first request saves it
    cache.clear()
    with CaptureQueriesContext(connection) as spent:
        client.get("/szukaj/?q=ułamki&klasa=k5&przedmiot=matematyka")
    return len(spent)


def test_costs_the_same_queries_however_many_rows(
    client: Client, maria: User, oskar: User, index_now: IndexNow
) -> None:
    client.force_login(oskar)
    make_lesson_plan(maria, title="Ułamki")
    index_now()
    at_one = _queries(client)
    for number in range(19):
        plan = make_lesson_plan(maria, title=f"Ułamki {number}")
        record_change("material", plan.pk)
    index_now()

    at_twenty = _queries(client)

    assert at_one == at_twenty <= 12


def test_suggests_titles_and_words(client: Client, oskar: User, library: None) -> None:
    client.force_login(oskar)

    found = client.get("/szukaj/podpowiedzi/", {"q": "historia ula"}).json()

    assert [each["title"] for each in found["titles"]] == ["Historia ułamków"]
    assert found["queries"][0].startswith("historia ułam")


@pytest.mark.parametrize(
    "text", ["", "a", "\0", "(" * 9000, " ", "ułamki ", ".*", "zz"]
)
def test_suggestions_survive_anything(client: Client, text: str, library: None) -> None:
    assert client.get("/szukaj/podpowiedzi/", {"q": text}).json()["titles"] == []


@pytest.mark.parametrize("url", ["/szukaj/", "/szukaj/podpowiedzi/"])
def test_only_reads(client: Client, url: str) -> None:
    assert client.post(url).status_code == 405
    assert "no-store" in client.get(url)["Cache-Control"]


@pytest.fixture
def without_index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "none"


@pytest.mark.parametrize("typed", ["pizzy", "ulamki", "ułamki pizz", "UŁAMKI", ""])
def test_works_before_there_is_an_index(
    client: Client, maria: User, oskar: User, without_index: None, typed: str
) -> None:
    plan = make_lesson_plan(maria, title="Ułamki na pizzy")
    LessonPlan.objects.filter(pk=plan.pk).update(slug="ulamki-na-pizzy")
    client.force_login(oskar)

    found = client.get("/szukaj/", {"q": typed}).content.decode()

    assert "Odbudowujemy indeks" in found
    assert "Ułamki na pizzy" in found


@pytest.mark.parametrize(
    "typed", ["nie ma", "%", "_", "-", "\0", "a " * 3000, "„", "\ud800", "x" * 9000]
)
def test_any_input_is_answered_without_an_index(
    client: Client, maria: User, oskar: User, without_index: None, typed: str
) -> None:
    make_lesson_plan(maria, title="Ułamki na pizzy")
    client.force_login(oskar)

    query = {"q": typed.encode(errors="surrogatepass")}
    found = client.get("/szukaj/", query).content.decode()

    assert "Odbudowujemy indeks" in found
    assert "Nie musisz pilnować końcówek" not in found


def test_suggests_terms_of_vocabularies_that_lead_somewhere(
    client: Client, oskar: User, library: None
) -> None:
    client.force_login(oskar)

    def kinds(text: str) -> set[tuple[str, str]]:
        found = client.get("/szukaj/podpowiedzi/", {"q": text}).json()["titles"]
        return {(each["kind"], each["title"]) for each in found}

    assert ("filtr: przedmiot", "matematyka") in kinds("matem")
    assert ("filtr: klasa", "klasa VIII") in kinds("klasa viii")
    assert ("filtr: przedmiot", "muzyka") not in kinds("muz")  # nothing is there
