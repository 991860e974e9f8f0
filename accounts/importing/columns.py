"""Cells by the columns we know, under whatever names people give them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from anyascii import anyascii
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from accounts.exceptions import UnreadableTable
from accounts.importing.tables import Flaw, Record, decode, read_text

MOST_LINES = 10_000
# A name or an address has no more; a quotation mark left open has.
LONGEST_CELL = 2_000


@dataclass(frozen=True, slots=True)
class Column:
    """What a cell means, and the folded headings by which it is recognised."""

    key: str
    names: tuple[str, ...]
    label: StrOrPromise
    required: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One record by column, cells trimmed, or why it cannot be read."""

    number: int
    values: Mapping[str, str] = field(default_factory=dict)
    flaw: Flaw | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole file: its lines, and the headings nobody asked for."""

    lines: tuple[Line, ...]
    ignored: tuple[str, ...] = ()


def fold(heading: str) -> str:
    """Make headings alike: „E-mail służbowy” and „email sluzbowy” are one."""
    return re.sub(r"[^a-z0-9]+", "", anyascii(heading).lower())


def read_sheet(
    data: bytes, columns: Sequence[Column], *, most_lines: int = MOST_LINES
) -> Sheet:
    """Read an uploaded CSV file. Raises `UnreadableTable`, with what to do about it."""
    table = read_text(decode(data), longest_cell=LONGEST_CELL)
    keys = _recognise(table.heading, columns)
    records = list(islice(table.records, most_lines + 1))
    if len(records) > most_lines:
        raise UnreadableTable(
            ngettext(
                "The file has more than %(count)d line. Split it.",
                "The file has more than %(count)d lines. Split it.",
                most_lines,
            )
            % {"count": most_lines}
        )
    ignored = (
        cell.strip()
        for cell, key in zip(table.heading, keys, strict=True)
        if not key and cell.strip()
    )
    return Sheet(tuple(_lines(records, keys)), tuple(ignored))


def _recognise(heading: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """Name the column of each cell of the heading; an unknown or second one is ''."""
    known = {name: column.key for column in columns for name in column.names}
    keys: list[str] = []
    for cell in heading:
        key = known.get(fold(cell), "")
        keys.append("" if key in keys else key)
    missing = [
        str(column.label)
        for column in columns
        if column.required and column.key not in keys
    ]
    if missing:
        raise UnreadableTable(
            _("The first line must name the columns. Missing: %(columns)s.")
            % {"columns": ", ".join(missing)}
        )
    return keys


def _lines(records: Sequence[Record], keys: Sequence[str]) -> Iterator[Line]:
    for record in records:
        if record.flaw:
            yield Line(record.number, flaw=record.flaw)
        elif any(cell.strip() for cell in record.cells[len(keys) :]):
            yield Line(record.number, flaw=Flaw.COLUMNS)
        else:
            # Trailing cells that are empty are often not written at all.
            named = zip(keys, record.cells, strict=False)
            values = {key: " ".join(cell.split()) for key, cell in named if key}
            yield Line(record.number, values)
