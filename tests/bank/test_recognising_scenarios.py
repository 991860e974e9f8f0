"""Scenarios built in many ways give the same parts: recall, field by field."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from bank.documents.child import read
from bank.documents.filling import Filling, filling_of
from bank.documents.scenario import recognise
from tests.factories.scenarios import docx_layouts as word
from tests.factories.scenarios import docx_oddities as odd
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
    Case(word.facts_and_flow_in_tables, WATER),
    Case(word.facts_and_flow_in_tables, FRACTIONS),
    Case(word.roman_numerals, POEM),
    Case(word.roman_numerals, FRACTIONS),
    Case(word.everything_in_one_table, SHOP),
    Case(word.everything_in_one_table, WATER),
    Case(word.nested_tables, FRACTIONS),
    Case(word.capitals, WATER),
    Case(word.capitals, POEM),
    Case(word.numbered_lists, FRACTIONS),
    Case(word.numbered_lists, SHOP),
    Case(word.text_boxes, POEM),
    Case(word.tracked_changes, FRACTIONS),
    Case(word.online_editor, WATER),
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
