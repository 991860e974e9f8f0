"""Slips that teachers make: how many are found out, and that no word is spoilt."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from search import analysis
from search.repair import Change
from tests.factories.search import Shelf

HERE = Path(__file__).parent
SLIPS = [
    (typed, meant)
    for line in (HERE / "slips.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for typed, meant in [line.split()]
]


@pytest.fixture
def bank(shelf: Shelf) -> Shelf:
    """Texts of a bank: the judged ones, and a little of every word that was meant."""
    rows = (HERE / "judged/corpus.jsonl").read_text("utf-8").splitlines()
    texts = [(row["title"], row["text"]) for row in map(json.loads, rows)]
    meant = sorted({meant for _, meant in SLIPS})
    texts += [(f"Lekcja {number}", word) for number, word in enumerate(meant)]
    lists = (HERE.parents[1] / "bank/data").glob("*.toml")
    labels = [re.findall(r'"([^"]+)"', path.read_text("utf-8")) for path in lists]
    shelf.put([*texts, *(("Wykaz", " ".join(each)) for each in labels)])
    return shelf


def test_slips_are_found_out(bank: Shelf, engine_name: str) -> None:
    # Every answer of a node takes its time; a share of them tells enough.
    slips = SLIPS if engine_name == "tantivy" else SLIPS[::8]
    verdicts = Counter(_verdict(bank, typed, meant) for typed, meant in slips)

    assert len(SLIPS) > 200
    assert verdicts["wrong"] == 0, verdicts
    assert verdicts["repaired"] + verdicts["offered"] >= len(slips) * 0.95, verdicts


def _verdict(bank: Shelf, typed: str, meant: str) -> str:
    """Say what became of a slip; of another form of the word it is right, too."""
    understood = bank.found(typed).interpretation.words[0].understood
    wanted = set(analysis.word(meant).terms)
    if wanted & set(understood.best):
        return "repaired"
    if wanted & set(analysis.word(understood.instead).terms):
        return "offered"
    return "wrong" if understood.change is not Change.NONE else "missed"


def test_no_word_of_the_dictionary_is_changed_unasked(bank: Shelf) -> None:
    known = {typed for typed, _ in SLIPS if analysis.word(typed).is_known}
    rare = ["małpa", "kozaczek", "wypranej", "pleceniu", "zrządzanie", "lnie", "gra"]

    changed = [
        form
        for form in [*known, *rare]
        if bank.found(form).interpretation.words[0].understood.change is Change.TYPO
    ]

    assert changed == []


@pytest.mark.parametrize("form", ["kahootach", "lapbookom", "ozobotami", "freinetowi"])
def test_new_word_that_is_there_in_another_form_is_left_alone(
    bank: Shelf, form: str
) -> None:
    bank.put([("Kahoot, lapbook, ozobot i Freinet", "Nowe słowa")])

    understood = bank.found(form).interpretation.words[0].understood

    assert understood.change is Change.NONE
    assert understood.instead == ""


def test_slip_in_an_inflected_name_is_found_by_its_stem(shelf: Shelf) -> None:
    shelf.put([("Techniki Freineta", "Swobodny tekst")])

    understood = shelf.found("freintowi").interpretation.words[0].understood

    assert understood.change is Change.TYPO
    assert shelf.titles("freintowi") == ["Techniki Freineta"]


def test_stem_that_meets_another_word_by_chance_does_not_stand_in_the_way(
    shelf: Shelf,
) -> None:
    shelf.put([("Jan i jego dzień", "Jan idzie"), ("Jawniej i ciszej", "Słowa")])

    assert shelf.titles("janiej") == ["Jawniej i ciszej"]
