"""Records of a CSV file, whatever program wrote it, each with its line number."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TextIO

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import UnreadableTable

LONGEST_CELL = 1_000_000
LARGEST_FILE = 2_000_000

DELIMITERS = ",;\t"
# What a decoder that must not fail puts where a letter was.
_LOST = "\N{REPLACEMENT CHARACTER}"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Flaw(TextChoices):
    """Why a record cannot be read: in a word for the terminal, and for people."""

    LETTERS = "not UTF-8", _("Some letters cannot be read.")
    CONTROL = "holds a control character", _("There is an invisible character.")
    TOO_LONG = "too long", _("The line is too long. Is a quotation mark left open?")
    NOT_CSV = "not CSV", _("The line cannot be split into columns.")
    COLUMNS = "more columns than the heading", _("There are more cells than columns.")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record, or the flaw for which it has none."""

    number: int
    cells: tuple[str, ...] = ()
    flaw: Flaw | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The first record, which names the columns, and those that follow."""

    heading: tuple[str, ...]
    records: Iterator[Record]


def decode(data: bytes, *, largest: int = LARGEST_FILE) -> str:
    """Read the bytes as Excel and others write them: UTF-8, UTF-16 or Windows-1250.

    Raises `UnreadableTable`.
    """
    if len(data) > largest:
        raise UnreadableTable(_("The file is too big. Split it into smaller ones."))
    if data.startswith(_WORKBOOKS):
        raise UnreadableTable(
            _("This is a workbook. In your program choose “Save as” and the type CSV.")
        )
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if is_utf16 else ["utf-8-sig", "cp1250"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableTable(
        _("The letters of this file cannot be read. Save it as CSV UTF-8.")
    )


def read_table(file: TextIO, *, longest_cell: int = LONGEST_CELL) -> Table:
    """Split a text into records; the first line tells by what. Empty ones are dropped.

    The file must be opened with `newline=""`.
    """
    csv.field_size_limit(LONGEST_CELL)
    first, skipped = file.readline(), 0
    delimiter = max(DELIMITERS, key=first.count)
    if first.lower().startswith("sep="):
        # Excel's own way of saying by what a file is split.
        delimiter = first[4:5] if first[4:5] in DELIMITERS else delimiter
        first, skipped = file.readline(), 1
    records = _records(chain([first], file), delimiter or ",", skipped, longest_cell)
    heading = next(records, Record(1))
    return Table(heading.cells, records)


def read_text(text: str, *, longest_cell: int = LONGEST_CELL) -> Table:
    return read_table(io.StringIO(text, newline=""), longest_cell=longest_cell)


def _records(
    lines: Iterable[str], delimiter: str, skipped: int, longest_cell: int
) -> Iterator[Record]:
    """Number each record by its first line, for it may span several."""
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        number = rows.line_num + skipped + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            # Reading goes on with the next line.
            yield Record(number, flaw=Flaw.NOT_CSV)
            continue
        if any(cell.strip() for cell in row):
            flaw = _flaw(row, longest_cell)
            yield Record(number, flaw=flaw) if flaw else Record(number, tuple(row))


def _flaw(row: list[str], longest_cell: int) -> Flaw | None:
    if any(len(cell) > longest_cell for cell in row):
        return Flaw.TOO_LONG
    text = "".join(row)
    if _LOST in text:
        return Flaw.LETTERS
    return Flaw.CONTROL if "\0" in text else None
