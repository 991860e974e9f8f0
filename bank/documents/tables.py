"""Tables of a scenario: pairs of a label and a value, columns, or the flow itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bank.documents.blocks import Block, Line, Table, lines_of, text_of
from bank.documents.figures import (
    cell_minutes,
    has_minutes,
    minutes_in,
    without_minutes,
)
from bank.documents.labels import Section, is_phase, label_of, plain, unmarked
from bank.documents.steps import Step, step_from

Row = list[list[Block]]

LONGEST_HEAD: Final = 70
_ROLES: Final = {
    "number": re.compile(r"(?:l\.? ?p|nr)\.?"),
    "time": re.compile(r"(?:(?:orientacyjny|przewidywany|planowany) )?czas\b.{0,30}|min(?:uty|ut)?\.?|time|timing"),
    "more": re.compile(r"(?:.* )?(?:metod|form[ay]|srodk|pomoc|material|uwag|cel|efekt|podstaw|kompeten|aids)\w*.{0,40}"),
    "pupils": re.compile(r"(?:.* )?(?:uczn|uczen|dziec|student|pupil|learner)\w*.{0,20}"),
    "teacher": re.compile(r"(?:.* )?(?:nauczyciel|prowadzac|teacher)\w*.{0,20}"),
    "phase": re.compile(r"(?:faz|etap|ogniw|czesc|czesci|moment|stage|punkt)\w*.{0,30}|tok (?:lekcji|zajec)"),
    "what": re.compile(r"(?:.* )?(?:przebieg|opis|tresc|czynnosc|dzialan|aktywnosc|zadani|activit|cwiczen|procedure)\w*.{0,30}"),
}  # fmt: skip
_SAID: Final = {"teacher": "Nauczyciel", "pupils": "Uczniowie"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table of the flow says what."""

    roles: list[str]
    heads: list[str]

    def cells(self, row: Row, role: str) -> Iterator[tuple[str, str]]:
        for here, head, cell in zip(self.roles, self.heads, row, strict=False):
            if here == role and (text := text_of(cell).strip()):
                yield head, text

    def first(self, row: Row, role: str) -> str:
        return next((text for _head, text in self.cells(row, role)), "")


def columns_of(row: Row) -> Columns | None:
    """Read a row as the head of a table of the flow, or None."""
    heads = [" ".join(text_of(cell).split()) for cell in row]
    if len(heads) < len(("what", "when")) or any(len(h) > LONGEST_HEAD for h in heads):
        return None
    roles = [_role(head) for head in heads]
    known = set(roles) - {""}
    says_who = known & {"teacher", "pupils"}
    says_what = known & {"what", "phase"}
    enough = (says_who and len(known) > 1) or (
        says_what and ("time" in known or len(says_what) > 1)
    )
    return Columns([role or "what" for role in roles], heads) if enough else None


def _role(head: str) -> str:
    bare = plain(head).strip(" .:*()")
    return next((role for role, words in _ROLES.items() if words.fullmatch(bare)), "")


def guessed_columns(table: Table) -> Columns | None:
    """Read a table under „Przebieg” that has no head, by what its cells hold."""
    rows = [row for row in table.rows if any(text_of(cell) for cell in row)]
    width = min((len(row) for row in rows), default=0)
    if width < len(("phase", "what")):
        return None
    times = [_is_time_column([text_of(row[n]) for row in rows]) for n in range(width)]
    phases = sum(_looks_like_a_phase(row[0]) for row in rows)
    if not any(times) and not phases:
        return None
    roles = ["time" if is_time else "what" for is_time in times]
    lengths = [sum(len(text_of(row[n])) for row in rows) for n in range(width)]
    plain_columns = [n for n in range(width) if not times[n]]
    if len(plain_columns) > 1 and lengths[plain_columns[0]] < max(lengths):
        roles[plain_columns[0]] = "phase"
    return Columns(roles, [""] * width)


def _is_time_column(texts: list[str]) -> bool:
    read = sum(
        len(text) < len("około 10 minut i 5") and cell_minutes(text) is not None
        for text in texts
    )
    return read * 2 > len(texts)


def _looks_like_a_phase(cell: list[Block]) -> bool:
    first = next(lines_of(cell), None)
    if first is None:
        return False
    found = step_from(unmarked(first).text)
    return is_phase(found.title)


def steps_of(rows: Sequence[Row], columns: Columns) -> Iterator[Step]:
    """Give a step for each row; a row without a phase goes on with the one before."""
    current: Step | None = None
    for row in rows:
        filled = [cell for cell in row if text_of(cell).strip()]
        if not filled:
            continue
        spans = len(filled) == 1 < len(row) and filled[0] is row[0]
        step = _spanning(filled) if spans else None
        step = step or _row_step(row, columns)
        if current is not None and _goes_on(step, current):
            current = _joined(current, step)
            continue
        if current is not None:
            yield current
        current = step
    if current is not None:
        yield current


def _spanning(filled: list[list[Block]]) -> Step | None:
    """A row of one cell names the phase of the rows beneath it."""
    lines = list(lines_of(filled[0]))
    return step_from(unmarked(lines[0]).text) if len(lines) == 1 else None


def _row_step(row: Row, columns: Columns) -> Step:
    phase = columns.first(row, "phase")
    head, _sep, below = phase.partition("\n")
    step = step_from(unmarked(Line(head)).text) if phase else Step()
    minutes = cell_minutes(columns.first(row, "time")) or step.minutes
    if minutes is None and has_minutes(below):
        minutes, below = minutes_in(below), without_minutes(below)
    parts = [below.strip(), step.description.strip()]
    said = [role for role in _SAID if columns.first(row, role)]
    for role in ("what", "teacher", "pupils", "more"):
        for name, text in columns.cells(row, role):
            label = _SAID.get(role, name) if role == "more" or len(said) > 1 else ""
            label = "" if role == "what" else label
            parts.append(f"{label}: {text}" if label else text)
    return Step(step.title, minutes, "\n".join(filter(None, parts)))


def _goes_on(step: Step, current: Step) -> bool:
    if not step.title:
        return step.minutes is None or current.minutes is None
    return False


def _joined(current: Step, step: Step) -> Step:
    both = "\n".join(filter(None, [current.description, step.description]))
    return replace(current, description=both, minutes=current.minutes or step.minutes)


def unfolded(table: Table) -> Iterator[Line | Table]:
    """Give a table that is only a layout as lines, and tables within it as tables."""
    if (columns := _labelled_columns(table)) is not None:
        yield from columns
        return
    pairs = _is_of_pairs(table)
    for row in table.rows:
        cells = [cell for cell in row if cell]
        for number, cell in enumerate(cells):
            head = _only_label(cell, is_first=pairs and number == 0)
            if head is not None and number + 1 < len(cells):
                yield replace(head, text=f"{head.text.rstrip(' :')}:", is_bold=True)
            else:
                yield from _opened(cell)


def _opened(cell: list[Block]) -> Iterator[Line | Table]:
    yield from cell


def _only_label(cell: list[Block], *, is_first: bool) -> Line | None:
    """The label that a cell holds alone; in a table of pairs any short first cell."""
    lines = [unmarked(line) for line in lines_of(cell)]
    if not lines or len(lines) > 2:  # noqa: PLR2004 - a label broken into two lines
        return None
    line = replace(lines[0], text=" ".join(each.text for each in lines), marker="")
    found = label_of(line)
    if found is not None and not found.rest:
        return line
    step = step_from(line.text)
    short = len(line.text) <= LONGEST_HEAD
    if is_first and short and (is_phase(step.title) or found is None):
        return line
    return None


def _is_of_pairs(table: Table) -> bool:
    """Whether its first column heads what stands beside it."""
    rows = [row for row in table.rows if row]
    two = [row for row in rows if len(row) == 2]  # noqa: PLR2004 - a pair
    if len(two) * 2 <= len(rows):
        return False
    firsts = [lines[0] for row in two if (lines := list(lines_of(row[0])))]
    known = sum(label_of(unmarked(line)) is not None for line in firsts)
    return known > 0 and known * 3 >= len(firsts)


def _labelled_columns(table: Table) -> list[Line | Table] | None:
    """Read a table whose first row names a part in every column."""
    if len(table.rows) < 2 or len(table.rows[0]) < 2:  # noqa: PLR2004
        return None
    heads = [_only_label(cell, is_first=False) for cell in table.rows[0]]
    if any(head is None for head in heads):
        return None
    values = [_only_label(cell, is_first=False) for cell in table.rows[1]]
    if any(value is not None for value in values):
        return None
    found: list[Line | Table] = []
    for number, head in enumerate(heads):
        if head is not None:
            found.append(replace(head, text=f"{head.text.rstrip(' :')}:", is_bold=True))
        for row in table.rows[1:]:
            found += row[number] if number < len(row) else []
    return found


def divided(table: Table) -> Iterator[Line | Table | list[Step]]:
    """Give the parts of a table: what precedes the flow, its steps, what follows."""
    heads = [(n, columns_of(row)) for n, row in enumerate(table.rows[:60])]
    at = next(((n, columns) for n, columns in heads if columns is not None), None)
    if at is None:
        yield from unfolded(table)
        return
    start, columns = at
    if start:
        yield from unfolded(Table(table.rows[:start]))
    end = next(
        (n for n in range(start + 1, len(table.rows)) if _ends_flow(table.rows[n])),
        len(table.rows),
    )
    yield list(steps_of(table.rows[start + 1 : end], columns))
    if end < len(table.rows):
        yield from unfolded(Table(table.rows[end:]))


_AFTER_FLOW: Final = {
    Section.EVALUATION,
    Section.OTHER,
    Section.RESOURCES,
    Section.CRITERIA,
    Section.GOALS,
}


def _ends_flow(row: Row) -> bool:
    filled = [cell for cell in row if cell]
    if not filled or len(filled) > 2:  # noqa: PLR2004 - a label and its value
        return False
    line = next(lines_of(filled[0]), None)
    found = label_of(unmarked(line)) if line is not None else None
    return found is not None and found.section in _AFTER_FLOW
