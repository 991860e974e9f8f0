"""Moderators teach search what people call things, and see the effect first."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry, User
from bank.models import Visibility
from search.actions import add_synonym, remove_synonym
from search.models import Synonym
from search.retrieval import Narrowing, retrieve
from search.synonyms import table
from tests.factories.accounts import protect
from tests.factories.bank import make_lesson_plan
from tests.factories.search import PUBLIC, Shelf

pytestmark = pytest.mark.django_db
IndexNow = Callable[[], int]
SAME = table([("wf", "wychowanie fizyczne"), ("matma", "matematyka")])


@pytest.fixture
def gym(shelf: Shelf) -> Shelf:
    shelf.put(
        [
            ("Gry na boisku", "Lekcja wychowania fizycznego w terenie."),
            ("Wychowanie przez sztukę", "O wychowaniu bez boiska."),
            ("Plan zajęć", "Zajęcia WF w tygodniu."),
            ("Liczymy", "Konkurs z matematyki."),
        ]
    )
    return shelf


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("wf", {"Gry na boisku", "Plan zajęć"}),
        ("WF", {"Gry na boisku", "Plan zajęć"}),
        ("+wf -zajęcia", {"Gry na boisku"}),
        ("matma", {"Liczymy"}),
        ("matmy", {"Liczymy"}),
        ("wychowanie fizyczne", {"Gry na boisku", "Wychowanie przez sztukę"}),
    ],
)
def test_word_finds_what_it_stands_for(
    gym: Shelf, query: str, titles: set[str]
) -> None:
    found = retrieve(gym.engine, query, Narrowing(PUBLIC, synonyms=SAME))
    names = {1: "Gry na boisku", 2: "Wychowanie przez sztukę"}
    names |= {3: "Plan zajęć", 4: "Liczymy"}

    assert {names[hit.pk] for hit in found.result.hits} == titles


def test_page_says_what_was_looked_for_besides(
    client: Client, maria: User, index_now: IndexNow
) -> None:
    make_lesson_plan(maria, title="Lekcja wychowania fizycznego")
    index_now()
    client.force_login(maria)

    page = " ".join(client.get("/szukaj/", {"q": "wf"}).content.decode().split())

    assert "wf → także: <b>wychowanie fizyczne</b>" in page
    assert "<mark>wychowania</mark> <mark>fizycznego</mark>" in page


def test_effect_is_shown_before_it_is_kept(
    client: Client, renata: User, maria: User, index_now: IndexNow
) -> None:
    make_lesson_plan(maria, title="Wycieczka nad staw")
    make_lesson_plan(maria, title="Tajny staw", visibility=Visibility.AUTHOR)
    index_now()
    protect(renata)
    client.force_login(renata)

    asked = {"word": "bajoro", "meaning": "staw", "sample": ""}
    page = client.get("/szukaj/synonimy/podglad/", asked).content.decode()

    assert "znajduje teraz: 0, a z synonimem: 1" in page
    assert "Wycieczka nad staw" in page
    assert "Tajny staw" not in page
    assert not Synonym.objects.filter(word="bajoro").exists()


def test_kept_synonym_works_at_once_and_is_logged(
    client: Client,
    renata: User,
    maria: User,
    index_now: IndexNow,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    make_lesson_plan(maria, title="Wycieczka nad staw")
    index_now()
    protect(renata)
    client.force_login(renata)
    assert "0 wyników" in client.get("/szukaj/?q=bajoro").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        said = {"word": "Bajoro", "meaning": "Staw"}
        assert client.post("/szukaj/synonimy/nowy/", said).status_code == 302

    assert "1 wynik" in client.get("/szukaj/?q=bajoro").content.decode()
    assert AuditEntry.objects.filter(verb="synonym.added", actor=renata).count() == 1

    with django_capture_on_commit_callbacks(execute=True):
        remove_synonym(Synonym.objects.get(word="bajoro"), by=renata)
    assert "0 wyników" in client.get("/szukaj/?q=bajoro").content.decode()
    assert AuditEntry.objects.filter(verb="synonym.removed").exists()


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("dwa słowa", "staw"),
        ("", "staw"),
        ("bajoro", ""),
        ("bajoro", "a b c d e f"),
        ("staw", "staw"),
        ("wf", "wychowanie fizyczne"),
        ("!", "?"),
        ("x" * 300, "y" * 300),
    ],
)
def test_odd_synonym_is_refused_and_nothing_typed_is_lost(
    client: Client, renata: User, word: str, meaning: str
) -> None:
    protect(renata)
    client.force_login(renata)
    before = Synonym.objects.count()

    answer = client.post("/szukaj/synonimy/nowy/", {"word": word, "meaning": meaning})

    assert answer.status_code == 200
    assert f'value="{word}"' in answer.content.decode() or not word
    assert Synonym.objects.count() == before


def test_synonyms_are_read_once_not_for_each_search(
    client: Client, maria: User, renata: User, index_now: IndexNow
) -> None:
    add_synonym(word="bajoro", meaning="staw", by=renata)
    index_now()
    client.force_login(maria)
    client.get("/szukaj/?q=wf")

    with CaptureQueriesContext(connection) as asked:
        client.get("/szukaj/?q=bajoro")

    assert not [each for each in asked if "search_synonym" in each["sql"]]
