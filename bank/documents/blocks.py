"""What a document holds, whatever program wrote it: lines and tables, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

_BLANK = re.compile(r"[ \u00a0\u2002-\u200a\u202f]+")
# What XML may hold and neither a database nor a person wants.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a part of it up to a break of the line."""

    text: str
    level: int = 0  # of a heading; 0 for plain text
    is_bold: bool = False  # all of it
    is_title: bool = False  # has the style of a title
    marker: str = ""  # „–” or a number, as the program would draw it
    depth: int = 0  # of a list within a list

    @property
    def stands_out(self) -> bool:
        """Whether it looks like a heading."""
        return bool(self.level) or self.is_title or (self.is_bold and not self.marker)

    @property
    def written(self) -> str:
        """The line as plain text, with its mark of a list."""
        return f"{self.marker} {self.text}" if self.marker else self.text


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell that continues the one above it is empty."""

    rows: list[list[list[Block]]]


Block = Line | Table


@dataclass(slots=True)
class Contents:
    """All that was read of a document."""

    blocks: list[Block] = field(default_factory=list)
    header: list[Line] = field(default_factory=list)  # of the pages
    pictures: int = 0


def tidy(text: str) -> str:
    """Make blanks single and drop what cannot be seen; tabs stay, they divide."""
    return _BLANK.sub(" ", _INVISIBLE.sub("", text)).strip()


def broken(line: Line) -> Iterator[Line]:
    """Give each line of a paragraph that has breaks, without the empty ones."""
    for number, text in enumerate(line.text.split("\n")):
        if plain := tidy(text):
            marker = line.marker if number == 0 else ""
            yield replace(line, text=plain, marker=marker)


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Give every line in the order of reading, tables cell by cell."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from lines_of(cell)


def text_of(blocks: Iterable[Block]) -> str:
    return "\n".join(line.written for line in lines_of(blocks))
