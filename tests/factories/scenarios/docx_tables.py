"""DOCX in which tables hold the facts, the flow, or everything."""

from collections.abc import Iterable

import docx
from docx.table import _Cell

from tests.factories.scenarios.docx_layouts import (
    ends,
    facts,
    middle,
    saved,
    step_line,
)
from tests.factories.scenarios.lessons import Lesson


def _fill(cell: _Cell, lines: Iterable[str]) -> None:
    cell.text = "\n".join(lines)


def facts_and_flow_in_tables(lesson: Lesson) -> bytes:
    document = docx.Document()
    document.add_heading("Scenariusz zajęć edukacyjnych", 1)
    pairs = document.add_table(rows=0, cols=2)
    for label, value in [
        *facts(lesson),
        *((k, "\n".join(v)) for k, v in middle(lesson)),
    ]:
        row = pairs.add_row().cells
        row[0].text, row[1].text = label, value
    document.add_paragraph("Przebieg zajęć")
    flow = document.add_table(rows=1, cols=4)
    heads = ("Faza zajęć", "Czas", "Czynności nauczyciela", "Czynności uczniów")
    for cell, head in zip(flow.rows[0].cells, heads, strict=True):
        cell.text = head
    for title, minutes, what in lesson.steps:
        cells = flow.add_row().cells
        cells[0].text, cells[1].text = title, f"{minutes} min"
        cells[2].text, cells[3].text = what, "Uczniowie wykonują polecenia."
    for label, text in ends(lesson):
        document.add_paragraph(f"{label}: {text}")
    return saved(document)


def everything_in_one_table(lesson: Lesson) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    rows: list[tuple[str, Iterable[str]]] = [
        ("SCENARIUSZ LEKCJI", [""]),
        *((label, [value]) for label, value in facts(lesson)),
        *middle(lesson),
        (
            "Przebieg lekcji",
            [line for step in lesson.steps for line in (step_line(step), step[2])],
        ),
        *((label, [text]) for label, text in ends(lesson)),
    ]
    for label, lines in rows:
        cells = table.add_row().cells
        cells[0].text = label
        _fill(cells[1], lines)
    return saved(document)


def nested_tables(lesson: Lesson) -> bytes:
    document = docx.Document()
    frame = document.add_table(rows=2, cols=1)
    _fill(
        frame.rows[0].cells[0],
        [
            "Scenariusz zajęć",
            *(f"{label}: {value}" for label, value in facts(lesson)),
            *(
                line
                for label, values in middle(lesson)
                for line in (f"{label}:", *values)
            ),
        ],
    )
    cell = frame.rows[1].cells[0]
    cell.text = "Przebieg zajęć:"
    inner = cell.add_table(rows=1, cols=3)
    for one, head in zip(
        inner.rows[0].cells, ("Etap", "Czas (min)", "Przebieg"), strict=True
    ):
        one.text = head
    for title, minutes, what in lesson.steps:
        cells = inner.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = title, str(minutes), what
    for label, text in ends(lesson):
        document.add_paragraph(f"{label}: {text}")
    return saved(document)
