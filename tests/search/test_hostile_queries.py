"""Nothing that can be typed, pasted or said breaks a search; what is odd is said once."""

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from search.conditions import names
from search.criteria import Criteria
from search.query import LONGEST_QUERY, MOST_WORDS, parse
from search.service import Outcome, search
from search.suggestions import suggest
from tests.factories.bank import make_lesson_plan, make_math_game

NAMES = frozenset({"klasa", "autor", "szkola", "przedmiot", "typ"})
PIECES = [
    *("klasa:", "KLASA:", "Szkoła:", "szkola:", "autor:", "typ:", "przedmiot:"),
    *("klasa：", "-typ:", "+klasa:", "nic:", ":", "::", "12:30", "http://x.pl/?q=1"),
    *('"', "„", "”", "“", "«", "»", "'", "’", "″", "‚", "`"),
    *("+", "-", "−", "–", "—", "--", "+-", "-5", "C++", "&", "|", "*", "?", "~2", "^"),
    *("(", ")", "[", "]", "{", "}", "\\", "/", "<b>", "%s", "%(value)s", "{{", "\0"),
    *(" ", "  ", "\u00a0", "\u2009", "\t", "\n", "\v", "\u2028", "\u200b", "\u00ad"),
    *("\u200d", "\u202e", "\ufeff", "\u0301", "\u0328", "z\u0307o\u0301ł"),
    *("ułamki", "ULAMKI", "Ułamków", "gra", "5", "V", "historia", "Brzozowska", "ma"),
    *(
        "ﬁgura",
        "ｕlamki",
        "uлamki",
        "вода",
        "水",
        "٥",
        "²",
        "①",
        "🎲",
        "👩‍🏫",
        "ß",
        "İ",
    ),
    *("\u0958", "\ufdfa", "x" * 300, "AND", "OR", "NOT", "NEAR/2", "OR 1=1--"),
]
typed = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.text(max_size=120),
)


@given(typed)
def test_anything_is_read_and_reading_again_changes_nothing(text: str) -> None:
    query = parse(text, NAMES)

    assert len(query.text) <= LONGEST_QUERY
    assert len(query.parts) + len(query.conditions) <= MOST_WORDS
    assert all(part.forms and all(part.forms) for part in query.parts)
    assert parse(query.text, NAMES) == query


@pytest.mark.parametrize(
    "piece", ["klasa:", "autor:„", "+-", "„", '"a', "a:", "\u0301", "－", "x ", "-x:"]
)
def test_a_hundred_kilobytes_are_read_at_once(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()

    parse(text, NAMES)

    assert time.process_time() - started < 0.1


Ask = Callable[[str], Outcome]


@pytest.fixture
def ask(maria: User, oskar: User, index_now: Callable[[], int]) -> Ask:
    make_lesson_plan(maria, title="Ułamki na pizzy", institution=maria.institution)
    make_lesson_plan(maria, title="Ułamki w parku", class_years=["k8"])
    make_math_game(maria, title="Ułamki w grze", subjects=["matematyka"])
    index_now()
    return lambda text: search(Criteria(text), oskar)


@pytest.mark.django_db
def test_anything_is_answered_and_what_is_odd_is_said_once(
    ask: Ask, oskar: User, engine_name: str
) -> None:
    examples = 150 if engine_name == "tantivy" else 15

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(typed)
    def answers(text: str) -> None:
        outcome = ask(text)
        said = outcome.conditions.unknown
        assert not outcome.has_only_titles
        assert len(said) == len(set(said))
        assert all(each and "%(" not in each.replace(text, "") for each in said)
        suggest(text, oskar)

    answers()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("forms", "total"),
    [
        (["ułamki", "UŁAMKI", "ulamki", "ułam\u00adki", "uła\u200bmki", "uлamki"], 3),
        ([unicodedata.normalize("NFD", "ułamków"), "\ufeffułamek", "ułamki🎲"], 3),
        (
            ["klasa:8", "KLASA:8", "Klasa: VIII", "klasa:„8”", 'klasa:"8"', "klasa：8"],
            1,
        ),
        (["klasa:8 klasa:8", "klasa:8 KLASA:8", "+klasa:8"], 1),
        (
            [
                "ułamki szkoła:Brzezina",
                "ulamki szkola:brzezinie",
                "SZKOŁA:„Brzezina” ułamki",
            ],
            3,
        ),
        (["typ:gra", "typ:gry", "TYP: Gra", "typ:„gra”", "typ:\u00a0gra"], 1),
        (["ułamki -typ:gra", "ułamki −typ:gra", "-typ:gra ułamki"], 2),
        (
            [
                "„ułamki w grze”",
                '"ułamki w grze"',
                "«ulamki W GRZE»",
                "❝ułamki w grze❞",
            ],
            1,
        ),
        (["Ułamki: „w grze”?", "ułamki ‘w grze’", "ułamki 'w grze'"], 3),
    ],
)
def test_however_it_is_typed_it_means_the_same(
    ask: Ask, forms: list[str], total: int
) -> None:
    assert {form: ask(form).total for form in forms} == dict.fromkeys(forms, total)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "question",
    [
        "O której godzinie, 12:30 czy 13:30, ułamki?",
        "Autor: kto napisał ułamki?",
        "Typ: jaki ułamki mają mianownik",
        "Kto: ułamki",
        "temperatura -5 stopni i ułamki",
        "Co to są „zwykłe ułamki”?",
        "ułamki dodatnie/ujemne (C++)",
        "biało-czerwone ułamki",
    ],
)
def test_ordinary_questions_are_no_conditions(ask: Ask, question: str) -> None:
    outcome = ask(question)

    assert outcome.total == 3
    assert outcome.conditions.unknown == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('typ:"" ułamki', "Po „typ:” niczego nie ma, więc szukamy bez tego warunku."),
        (
            "klasa:,,, ułamki",
            "Po „klasa:” niczego nie ma, więc szukamy bez tego warunku.",
        ),
        ("🎲", "W „🎲” nie ma słowa do szukania, więc pokazujemy wszystko."),
        ("- + „”", "W „- + „”” nie ma słowa do szukania, więc pokazujemy wszystko."),
        ("klasa:XII ułamki", "Nie znamy klasy „XII”, szukamy bez niej."),
        ("autor:Nikt autorka:Nikt ułamki", "Nikt o nazwisku „Nikt”"),
        ("-klasa:XII klasa:XII ułamki", "Nie znamy klasy „XII”, szukamy bez niej."),
    ],
)
def test_what_was_not_understood_is_said_once(ask: Ask, text: str, said: str) -> None:
    outcome = ask(text)

    [sentence] = outcome.conditions.unknown
    assert sentence.startswith(said)
    assert outcome.total >= 3


@pytest.mark.django_db
def test_names_are_those_the_page_tells_of(ask: Ask) -> None:
    assert names() >= {"typ", "klasa", "autor", "szkola", "przedmiot"}
