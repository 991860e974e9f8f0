"""Why something was found is said in words: form → word, in titles and attachments."""

import pytest

from search.highlight import Highlighter
from search.repair import Change
from search.retrieval import Narrowing, retrieve
from search.service import Row, _row
from search.sources import Card, Document, Part
from tests.factories.search import PUBLIC, Shelf


@pytest.fixture
def shelf_of_one(shelf: Shelf) -> Shelf:
    title, text = "Dodawanie ułamków", "Uczniowie grają w kahoocie."
    parts = (
        Part("notatki.docx", "Nic o temacie."),
        Part("karta.pdf, s. 2", "Policz pszczołami plastry i sketchnotce.", "/k.pdf"),
    )
    card = Card("/1/", "scenariusz", title, text)
    shelf.put_documents(
        [Document("shelf", 1, title, text, PUBLIC, card=card, parts=parts)]
    )
    return shelf


def row_of(shelf: Shelf, text: str) -> Row:
    found = retrieve(shelf.engine, text, Narrowing(PUBLIC))
    [hit] = found.result.hits
    return _row(hit, Highlighter(found))


@pytest.mark.parametrize(
    ("typed", "reasons", "part"),
    [
        ("ułamek", [("ułamków", "ułamek")], ""),
        ("ulamek", [("ułamków", "ułamek")], ""),
        ("ułamków", [], ""),
        ("ulamkow", [], ""),
        ("dodawania ułamka", [("dodawanie", "dodawać"), ("ułamków", "ułamek")], ""),
        ("ułammek", [("ułamków", "ułamek")], ""),
        ("kahoot", [("kahoocie", "kahoot")], ""),
        ("pszczoła", [("pszczołami", "pszczoła")], "karta.pdf, s. 2"),
        ("sketchnotka", [("sketchnotce", "sketchnotka")], "karta.pdf, s. 2"),
    ],
)
def test_reasons_name_the_form_and_its_word(
    shelf_of_one: Shelf, typed: str, reasons: list[tuple[str, str]], part: str
) -> None:
    row = row_of(shelf_of_one, typed)

    assert [(each.form, each.lemma) for each in row.reasons] == reasons
    assert (row.part.label if row.part else "") == part


def test_repaired_word_is_marked_and_explained(shelf_of_one: Shelf) -> None:
    found = shelf_of_one.found("ułammek").interpretation.words[0].understood

    assert (found.change, found.instead) == (Change.TYPO, "ułamek")
    marked = [
        each.text for each in row_of(shelf_of_one, "ułammek").title if each.is_marked
    ]
    assert marked == ["ułamków"]
