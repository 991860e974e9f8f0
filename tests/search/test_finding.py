"""What teachers type finds what they mean: an own judged set, not tuned to others."""

import json
from pathlib import Path

import pytest

from benchmarks.search import judged_demo
from search.engines import scratch_engine
from search.evaluation import evaluate, index, read_judged_set
from tests.factories.search import Shelf

JUDGED = Path(__file__).parent / "judged"

TEXTS = [
    ("Pizza, tort i czekolada", "Uczniowie porównują wartości ułamków zwykłych."),
    ("Wiosenna łąka", "Proste ćwiczenia przyrodnicze na skraju łąki: liczymy owady."),
    ("Film w klasie", "Jak pracować ze scenariuszami filmowymi na lekcji polskiego."),
    ("Kuchnia pełna liczb", "Matematyka w kuchni: mierzymy mąkę i wodę."),
    ("Wielki astronom", "Kim był wielki uczony z Torunia?"),
    ("Powstanie styczniowe", "Przyczyny i przebieg zrywu z 1863 roku."),
]


@pytest.fixture
def library(shelf: Shelf) -> Shelf:
    shelf.put(TEXTS)
    return shelf


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("ułamek", "Pizza, tort i czekolada"),
        ("ulamki", "Pizza, tort i czekolada"),
        ("scenariusz", "Film w klasie"),
        ("cwiczenia laki", "Wiosenna łąka"),
        ("ĆWICZENIE", "Wiosenna łąka"),
        ("matmatyka", "Kuchnia pełna liczb"),
        ("jak uczyć o owadach", "Wiosenna łąka"),
        ("uczonego", "Wielki astronom"),
        ("powstania", "Powstanie styczniowe"),
        ("„na skraju łąki”", "Wiosenna łąka"),
        ('"laki liczymy"', "Wiosenna łąka"),
        ("1863", "Powstanie styczniowe"),
    ],
)
def test_finds_first(library: Shelf, query: str, title: str) -> None:
    assert library.titles(query)[:1] == [title]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("matematyka -kuchnia", []),
        ("-matematyka +kuchnia", []),
        ("„łąki skraju”", []),
        ("uczeń -ułamek", []),
        ("w", ["Kuchnia pełna liczb", "Film w klasie"]),
        ("nieistniejącesłowo", []),
    ],
)
def test_finds_only(library: Shelf, query: str, titles: list[str]) -> None:
    assert sorted(library.titles(query)) == sorted(titles)


def test_title_outweighs_text(shelf: Shelf) -> None:
    shelf.put([("Coś innego", "Magnes i prąd"), ("Magnes", "Coś o prądzie w domu")])

    assert shelf.titles("magnes") == ["Magnes", "Coś innego"]


def test_whole_index_answers_an_empty_query(library: Shelf) -> None:
    assert library.found("").result.total == len(TEXTS)


def test_judged_set_is_answered_well(engine_name: str) -> None:
    judged = read_judged_set(JUDGED)
    with scratch_engine(engine_name) as engine:
        index(engine, judged, lambda _: None)

        score = evaluate(engine, judged)

    assert score.queries >= 40
    assert score.ndcg >= 0.9, json.dumps(score.ndcg)
    assert score.recall >= 0.95


def test_teachers_find_the_materials_of_the_demonstration(
    engine_name: str, tmp_path: Path
) -> None:
    judged_demo.main(tmp_path)
    judged = read_judged_set(tmp_path)
    with scratch_engine(engine_name) as engine:
        index(engine, judged, lambda _: None)

        score = evaluate(engine, judged)

    assert score.queries >= 150
    assert score.ndcg >= 0.95, json.dumps(score.ndcg)
    assert score.recall >= 0.95
