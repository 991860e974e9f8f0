"""Scenarios built in many ways give the same parts: recall, field by field."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from bank.documents.child import read
from bank.documents.filling import Filling, filling_of
from bank.documents.scenario import recognise
from tests.factories.scenarios import docx_editors as edited
from tests.factories.scenarios import docx_layouts as word
from tests.factories.scenarios import docx_oddities as odd
from tests.factories.scenarios import docx_tables as tabled
from tests.factories.scenarios import odt_layouts as libre
from tests.factories.scenarios.lessons import (
    FRACTIONS,
    GARDEN,
    POEM,
    SHOP,
    WATER,
    Lesson,
)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """A lesson in a layout, and what of it that layout does not say."""

    layout: Callable[[Lesson], bytes]
    lesson: Lesson
    absent: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return f"{self.layout.__name__}-{self.lesson.class_codes[0]}"


CASES = [
    Case(word.heading_styles, FRACTIONS),
    Case(word.heading_styles, WATER),
    Case(word.bold_headings, POEM),
    Case(word.bold_headings, SHOP),
    Case(word.plain_text, FRACTIONS),
    Case(word.plain_text, GARDEN),
    Case(tabled.facts_and_flow_in_tables, WATER),
    Case(tabled.facts_and_flow_in_tables, FRACTIONS),
    Case(word.roman_numerals, POEM),
    Case(word.roman_numerals, FRACTIONS),
    Case(tabled.everything_in_one_table, SHOP),
    Case(tabled.everything_in_one_table, WATER),
    Case(tabled.nested_tables, FRACTIONS),
    Case(word.capitals, WATER),
    Case(word.capitals, POEM),
    Case(word.numbered_lists, FRACTIONS),
    Case(word.numbered_lists, SHOP),
    Case(edited.text_boxes, POEM),
    Case(edited.tracked_changes, FRACTIONS),
    Case(edited.online_editor, WATER),
    Case(word.tabs, POEM),
    Case(word.title_in_header, WATER),
    Case(word.line_breaks, SHOP),
    Case(word.styled_title, FRACTIONS),
    Case(word.quoted_title, POEM),
    Case(odd.time_line, FRACTIONS),
    Case(odd.flow_without_head, WATER),
    Case(odd.merged_phases, POEM),
    Case(odd.columns, SHOP),
    Case(odd.content_controls, FRACTIONS),
    Case(odd.two_lessons, WATER),
    Case(odd.without_title, POEM, frozenset({"title"})),
    Case(odd.kindergarten, GARDEN),
    Case(odd.flow_as_prose, SHOP, frozenset({"steps"})),
    Case(odd.phases_with_points, WATER),
    Case(odd.flow_at_length, POEM),
    Case(libre.libreoffice_styles, FRACTIONS),
    Case(libre.libreoffice_bold, SHOP),
    Case(libre.libreoffice_tables, WATER),
    Case(libre.hidden_text, POEM),
    Case(libre.online_editor_odt, FRACTIONS),
    Case(libre.plain_file, GARDEN),
]


def read_into_fields(content: bytes) -> Filling:
    return filling_of(recognise(read(content)), most_steps=40)


def codes(filling: Filling, name: str) -> set[str]:
    return {row.code for row in filling.data[name]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_parts_are_recognised(case: Case) -> None:
    lesson = case.lesson

    filling = read_into_fields(case.layout(lesson))

    data = filling.data
    if "title" not in case.absent:
        assert data["title"] == lesson.title
    assert codes(filling, "subjects") == {lesson.subject_code}
    assert codes(filling, "class_years") == set(lesson.class_codes)
    assert data["duration_minutes"] == lesson.minutes
    assert [goal for goal in lesson.goals if goal not in data["goals"]] == []
    assert [c for c in lesson.criteria if c not in data["success_criteria"]] == []
    assert codes(filling, "methods") >= set(lesson.method_codes)
    assert codes(filling, "forms") >= set(lesson.form_codes)
    assert data["resources"] == lesson.aids
    if "steps" not in case.absent:
        steps = [(step.title, step.minutes) for step in filling.steps]
        wanted = [(title, minutes) for title, minutes, _what in lesson.steps]
        assert [(t.casefold(), m) for t, m in steps[: len(wanted)]] == [
            (t.casefold(), m) for t, m in wanted
        ]
        assert len(steps) == len(wanted) + bool(lesson.homework)
        said = [step.description for step in filling.steps]
        assert [w for _t, _m, w in lesson.steps if w not in "\n".join(said)] == []
    if lesson.evaluation:
        assert data["evaluation"] == lesson.evaluation


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_is_lost(case: Case) -> None:
    filling = read_into_fields(case.layout(case.lesson))

    said = "\n".join(
        [
            *(str(value) for value in filling.data.values()),
            *(f"{step.title}\n{step.description}" for step in filling.steps),
            *filling.rest,
        ]
    )
    assert case.lesson.source in said
    assert case.lesson.homework in said
    assert "SKREŚLONE" not in said


def test_there_are_enough_ways() -> None:
    assert len({case.layout for case in CASES}) >= 30


def test_second_lesson_is_counted_and_kept() -> None:
    filling = read_into_fields(odd.two_lessons(WATER))

    assert filling.remarks["lessons"] == 2
    assert "ślimakach" in "\n".join(filling.rest)


def test_lesson_in_english_is_read_too() -> None:
    filling = read_into_fields(
        odd.lesson_in_english(replace(FRACTIONS, title="Ordering food in a café"))
    )

    assert filling.data["title"] == "Ordering food in a café"
    assert codes(filling, "subjects") == {"jezyk-obcy"}
    assert codes(filling, "class_years") == {"k6"}
    assert filling.data["duration_minutes"] == 45
    assert len(filling.steps) == 4
    assert filling.data["resources"] == FRACTIONS.aids


def test_flow_in_prose_stays_one_text() -> None:
    filling = read_into_fields(odd.flow_as_prose(SHOP))

    assert "losują zadania" in filling.data["flow"]


def test_summary_is_put_together_from_the_goals() -> None:
    filling = read_into_fields(word.heading_styles(FRACTIONS))

    assert filling.data["summary"].startswith("Uczeń sprowadza ułamki")
    assert filling.remarks["suggested_summary"]


PHASES = """SCENARIUSZ LEKCJI PRZYRODY W KLASIE IV
Temat lekcji: Jak orientować się w terenie?
Cel ogólny lekcji: Kształcenie umiejętności posługiwania się kompasem.
Cele szczegółowe:
Uczeń:
- wie, że igła kompasu wskazuje północ;
Przebieg lekcji:
I. Część wstępna (5 min.)
1. Sprawdzenie listy obecności.
II. Część główna (30 min)
1. Nauczyciel pokazuje budowę kompasu.
2. Uczniowie w grupach wyznaczają kierunki na boisku (15 min).
III. Część końcowa (10 min)
1. Quiz z kierunkami.
Praca domowa – brak.
"""


def test_points_within_phases_are_no_steps() -> None:
    filling = read_into_fields(PHASES.encode())

    assert [(step.title, step.minutes) for step in filling.steps] == [
        ("Część wstępna", 5),
        ("Część główna", 30),
        ("Część końcowa", 10),
    ]
    assert filling.data["duration_minutes"] == 45
    assert codes(filling, "subjects") == {"przyroda"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Edukacja: muzyczna, matematyczna", "edukacja-wczesnoszkolna"),
        ("Przedmiot: j. polski", "polski"),
        ("Przedmiot: język angielski", "jezyk-obcy"),
        ("Przedmiot: godzina wychowawcza", "zajecia-z-wychowawca"),
        ("Przedmiot: WF", "wf"),
        ("Scenariusz lekcji historii w klasie VI", "historia"),
        ("Konspekt zajęć z chemii", "chemia"),
        ("Scenariusz zajęć dla dzieci 4-letnich", "wychowanie-przedszkolne"),
        ("Klasa: I–III", "edukacja-wczesnoszkolna"),
    ],
)
def test_subject_is_told_in_many_words(written: str, code: str) -> None:
    filling = read_into_fields(f"{written}\nTemat: Coś o czymś".encode())

    assert codes(filling, "subjects") == {code}


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Klasa: IV–VI", {"k4", "k5", "k6"}),
        ("Klasa: 7 i 8", {"k7", "k8"}),
        ("Klasa: V a, V b", {"k5"}),
        ("Klasa VI b", {"k6"}),
        ("Scenariusz lekcji w klasie ósmej", {"k8"}),
        ("Grupa wiekowa: 3–4-latki", {"p3", "p4"}),
        ("Wiek dzieci: 5 i 6 lat", {"p5", "p6"}),
        ("Klasa: I liceum", set()),
        ("Klasa: wszystkie", set()),
    ],
)
def test_class_is_told_in_many_ways(written: str, wanted: set[str]) -> None:
    filling = read_into_fields(f"{written}\nTemat: Coś o czymś".encode())

    assert codes(filling, "class_years") == wanted


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("45 minut", 45),
        ("2 x 45 min", 90),
        ("1 godzina lekcyjna", 45),
        ("dwie godziny lekcyjne", 90),
        ("1,5 godziny", 90),
        ("2 h zegarowe", 120),
        ("ok. 30–35 minut", 35),
        ("45'", 45),
        ("90", 90),
        ("jednostka lekcyjna", 45),
        ("cały tydzień", None),
        ("99999999 minut", None),
    ],
)
def test_time_is_told_in_many_ways(written: str, minutes: int | None) -> None:
    filling = read_into_fields(f"Temat: Coś\nCzas trwania: {written}".encode())

    assert filling.data["duration_minutes"] == minutes


def test_personal_data_is_noticed() -> None:
    names = "\n".join(
        f"{n}. {name} Kowalska"
        for n, name in enumerate(
            ["Anna", "Beata", "Celina", "Daria", "Ewa", "Filipa", "Gaja"], start=1
        )
    )

    found = read_into_fields(f"Temat: Lista\nPESEL: 44051401359\n{names}".encode())
    clean = read_into_fields(b"Temat: Lista\nTelefon: 44051401358")

    assert found.remarks["personal"] == ["pesel", "names"]
    assert clean.remarks["personal"] == []
