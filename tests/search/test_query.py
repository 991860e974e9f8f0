"""Whatever is typed is read, in linear time, and nothing is an error."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import LONGEST_QUERY, MOST_WORDS, parse


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ułamki zwykłe", [("", "ułamki"), ("", "zwykłe")]),
        ("+ułamek -gra", [("+", "ułamek"), ("-", "gra")]),
        ("„pole koła” i koło", [("", "pole koła"), ("", "i"), ("", "koło")]),
        ('-"pole koła"', [("-", "pole koła")]),
        ("biało-czerwony", [("", "biało"), ("", "czerwony")]),
        ('"nie zamknięty', [("", "nie"), ("", "zamknięty")]),
        ('- + „” "', []),
        ("((((ułamek))))", [("", "ułamek")]),
        ("typ:gra", [("", "typ"), ("", "gra")]),
        ("a\0b", [("", "ab")]),
    ],
)
def test_reads(text: str, parts: list[tuple[str, str]]) -> None:
    assert [(part.sign, " ".join(part.forms)) for part in parse(text).parts] == parts


@given(st.text(max_size=600))
def test_any_text_is_read(text: str) -> None:
    query = parse(text)

    assert len(query.parts) <= MOST_WORDS
    assert len(query.text) <= LONGEST_QUERY


@pytest.mark.parametrize("piece", ["(", '"', "„", "-", "+ ", " ", "a", "ą ", "[*?"])
def test_a_megabyte_is_read_at_once(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.perf_counter()

    parse(text)

    assert time.perf_counter() - started < 0.5
