"""Slips are put right or asked about, never what Morfeusz knows, never from secrets."""

import pytest

from search.repair import Change
from tests.factories.search import PUBLIC, Shelf

OWNER = frozenset({"public", "user:7"})


def _understood(
    shelf: Shelf, query: str, audience: frozenset[str] = PUBLIC
) -> tuple[Change, str]:
    word = shelf.found(query, audience).interpretation.words[0].understood
    return word.change, word.instead


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("matmatyka", "matematyka"),
        ("mateamtyka", "matematyka"),
        ("matematykka", "matematyka"),
        ("matenatyka", "matematyka"),
        ("przyrdniczych", "przyrodniczych"),
    ],
)
def test_unknown_word_is_put_right(shelf: Shelf, typed: str, meant: str) -> None:
    shelf.put([("Matematyka", "Zadania dla badaczy przyrodniczych")])

    assert _understood(shelf, typed) == (Change.TYPO, meant)


def test_form_that_no_text_holds_is_put_right_too(shelf: Shelf) -> None:
    shelf.put([("Historia", "Zadania")])

    change, instead = _understood(shelf, "hisotriami")

    assert (change, instead) == (Change.TYPO, "historiami")


def test_known_word_is_only_asked_about(shelf: Shelf) -> None:
    shelf.put([("Mapa", "Jak czytać mapę")])

    found = shelf.found("małpa")

    assert _understood(shelf, "małpa") == (Change.NONE, "mapa")
    assert found.result.total == 0


def test_polish_letters_are_put_back(shelf: Shelf) -> None:
    shelf.put([("Źdźbło", "Żółte źdźbło, ćwiczenia na łące")])

    assert _understood(shelf, "cwiczenia") == (Change.LETTERS, "ćwiczenia")


def test_short_words_are_left_alone(shelf: Shelf) -> None:
    shelf.put([("Kot", "kot")])

    assert _understood(shelf, "kto") == (Change.NONE, "")


def test_hidden_word_is_no_reading_no_repair_no_suggestion(shelf: Shelf) -> None:
    shelf.put([("Jawne", "Zwykły tekst o pogodzie")])
    shelf.put([("Tajne", "Żabiedronka w krzakach")], audience=frozenset({"user:7"}))

    for typed in ("zabiedronka", "żabiedronkaa", "zabiedrnka", "żabiedronka"):
        assert _understood(shelf, typed) == (Change.NONE, "")
        assert shelf.titles(typed) == []
    assert _understood(shelf, "zabiedrnka", OWNER)[0] is Change.TYPO
    assert shelf.engine.completions("zabied", PUBLIC, 5) == []
    assert shelf.engine.titled(["taj"], PUBLIC, 5) == []


def test_reading_is_chosen_by_what_the_reader_may_see(shelf: Shelf) -> None:
    shelf.put([(f"Jawne {number}", "lak i lakier") for number in range(12)])
    shelf.put(
        [(f"Tajne {number}", "łąka na łące") for number in range(30)],
        audience=frozenset({"user:7"}),
    )

    assert shelf.found("laki").interpretation.words[0].understood.best == ("lak",)
    seen = shelf.found("laki", OWNER).interpretation.words[0].understood
    assert seen.best == ("laka",)
