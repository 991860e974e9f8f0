"""Walking through a document: which line belongs to which part of a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from bank.documents.blocks import Block, Line, Table
from bank.documents.figures import has_minutes
from bank.documents.labels import FACTS, Labelled, Section, label_of, plain, unmarked
from bank.documents.steps import Step
from bank.documents.tables import divided, guessed_columns, steps_of, unfolded

Piece = Line | list[Step]

LONGEST_HEADING: Final = 90
_PUPILS: Final = (
    "uczen",
    "uczniowie",
    "dziecko",
    "dzieci",
    "po lekcji",
    "po zajeciach",
)
_INTRODUCES: Final = ("wstep", "wprowadzenie")
_LISTED: Final = frozenset({Section.GOALS, Section.CRITERIA, Section.RESOURCES})
# Within the flow these words are part of a step, unless they stand out as headings.
_QUIET_IN_FLOW: Final = frozenset(
    {
        Section.GOALS,
        Section.METHODS,
        Section.FORMS,
        Section.METHODS_AND_FORMS,
        Section.RESOURCES,
        Section.SUMMARY,
        Section.SUBJECT,
        Section.CLASS_YEARS,
        Section.CRITERIA,
        Section.OTHER,
    }
)


@dataclass(slots=True)
class Part:
    """A part of the document: its label and what was found under it."""

    section: Section
    label: str = ""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [piece for piece in self.pieces if isinstance(piece, Line)]

    @property
    def text(self) -> str:
        """What stands under the label; where every line is an item, without marks."""
        listed = self.section in _LISTED or len(self.lines) == 1
        return "\n".join(
            line.text if listed and not line.depth else line.written
            for line in self.lines
        )


def parts_of(blocks: Iterable[Block]) -> list[Part]:
    """Divide a document into its parts, in order; the first has no label."""
    walk = _Walk()
    for block in blocks:
        walk.take(block)
    return [part for part in walk.parts if part.pieces or part.label]


class _Walk:
    """Where the reading is: the part that the next line belongs to."""

    def __init__(self) -> None:
        self.parts = [Part(Section.OTHER)]
        self.flow_heading: Line | None = None

    @property
    def here(self) -> Part:
        return self.parts[-1]

    @property
    def is_in_flow(self) -> bool:
        return self.here.section == Section.FLOW

    def take(self, block: Block) -> None:
        if isinstance(block, Table):
            self._take_table(block)
        else:
            for line in _segments(unmarked(_loud(block))):
                self._take_line(line)

    def _take_table(self, table: Table) -> None:
        if self.is_in_flow and not _has_head(table):
            columns = guessed_columns(table)
            if columns is not None:
                self.here.pieces.append(list(steps_of(table.rows, columns)))
                return
        for piece in divided(table):
            if isinstance(piece, list):
                self._take_steps(piece)
            elif isinstance(piece, Table) and not _has_head(piece):
                for inner in unfolded(piece):
                    self.take(inner)
            else:
                self.take(piece)

    def _take_steps(self, steps: list[Step]) -> None:
        if not self.is_in_flow:
            self._open(Section.FLOW, "")
        self.here.pieces.append(steps)

    def _take_line(self, line: Line) -> None:
        found = label_of(line)
        if found is not None and self._is_heading(found, line):
            self._open_at(found, line)
        elif found is None and self._is_unknown_heading(line):
            self._open(Section.OTHER, line.text.rstrip(" :"))
        else:
            self._add(line)

    def _open(self, section: Section, label: str) -> None:
        self.parts.append(Part(section, label))

    def _add(self, line: Line) -> None:
        self.here.pieces.append(line)
        # A fact is one line; what follows it belongs to nothing yet.
        if self.here.section in FACTS:
            self._open(Section.OTHER, "")

    def _open_at(self, found: Labelled, line: Line) -> None:
        if found.section == Section.PHASE:
            self._open_flow_at(line)
            return
        if found.section == Section.KIND and not found.rest:
            self._open(Section.KIND, "")
            self._add(line)
            self._open(Section.OTHER, "")
            return
        if found.section == Section.FLOW:
            self.flow_heading = line
        self._open(found.section, found.label)
        if found.rest:
            self._add(replace(line, text=found.rest, marker="", is_bold=False, level=0))

    def _open_flow_at(self, line: Line) -> None:
        """A phase begins the flow where no heading did."""
        if not self.is_in_flow:
            self._open(Section.FLOW, "")
        self.here.pieces.append(line)

    def _is_heading(self, found: Labelled, line: Line) -> bool:
        if found.section == Section.PHASE:
            return self.is_in_flow or self._begins_flow(line)
        if not self.is_in_flow:
            return True
        if found.section in _QUIET_IN_FLOW:
            is_over = found.section == Section.OTHER and line.stands_out
            return is_over or (self._is_as_loud_as_flow(line) and not line.depth)
        if found.section == Section.HOMEWORK:
            return bool(found.rest) or not has_minutes(line.text)
        return found.section not in {Section.FLOW, Section.DURATION}

    def _begins_flow(self, line: Line) -> bool:
        bare = plain(line.text)
        if bare.startswith(_INTRODUCES) and not has_minutes(line.text):
            return self.here.section in {Section.RESOURCES, Section.FORMS}
        return line.stands_out or has_minutes(line.text) or bool(line.marker)

    def _is_as_loud_as_flow(self, line: Line) -> bool:
        """Whether a heading is of the rank of the one that opened the flow."""
        heading = self.flow_heading
        if heading is None:
            return line.stands_out
        if heading.stands_out:
            return line.stands_out and (line.level or 99) <= (heading.level or 99)
        return bool(heading.marker) == bool(line.marker) and line.marker != "–"

    def _is_unknown_heading(self, line: Line) -> bool:
        if self.is_in_flow:
            return False
        if self.here.section == Section.OTHER and not self.here.label:
            return False
        if not line.stands_out or len(line.text) > LONGEST_HEADING:
            return False
        return not plain(line.text).startswith(_PUPILS)


def _has_head(table: Table) -> bool:
    return any(not isinstance(piece, Line | Table) for piece in divided(table))


def _loud(line: Line) -> Line:
    """Count a line all in capitals as one that stands out."""
    letters = [c for c in line.text if c.isalpha()]
    if len(letters) < len("CEL") or len(line.text) > LONGEST_HEADING:
        return line
    if all(c.isupper() for c in letters) and not line.marker and not line.stands_out:
        return replace(line, is_bold=True)
    return line


def _segments(line: Line) -> Iterator[Line]:
    """Give „Klasa: V   Czas: 45 min” as two lines; any other line as it is."""
    for mark in ("\t", " | ", "; ", ", "):
        parts = [part.strip() for part in line.text.split(mark) if part.strip()]
        if len(parts) < 2:  # noqa: PLR2004 - one part is no division
            continue
        found = [label_of(Line(part)) for part in parts]
        if all(f is not None and f.rest and f.section in FACTS for f in found):
            for part in parts:
                yield replace(line, text=part, marker="")
            return
    yield (
        replace(line, text=line.text.replace("\t", " ").strip())
        if ("\t" in line.text and label_of(line) is None)
        else line
    )
