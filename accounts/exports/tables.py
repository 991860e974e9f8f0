"""Tables as files that a Polish spreadsheet opens as they are meant.

CSV has a byte order mark, semicolons, CRLF and decimal commas; XLSX has real
dates and numbers. In both, a text cannot become a formula.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = StrOrPromise | int | float | Decimal | date | None

LONGEST_CELL: Final = 32_000  # Excel refuses a file with a longer one
WIDEST: Final = 60
NARROWEST: Final = 8
LONGEST_SHEET_NAME: Final = 31
FIRST_YEAR: Final = 1900  # a spreadsheet counts days from here
# What a spreadsheet takes for the beginning of a formula, wide forms included.
_FORMULA: Final = tuple("=+-@＝＋－＠")
_NOT_IN_SHEET_NAMES: Final = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Table:
    """A name, the headings of the columns, and one sequence of cells per row.

    `rows` is read once and may be a generator.
    """

    name: StrOrPromise
    columns: Sequence[StrOrPromise]
    rows: Iterable[Sequence[Cell]]


def csv_bytes(table: Table) -> bytes:
    """Write a table as CSV that Excel in Polish opens by a double click."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in table.columns])
    writer.writerows([_as_text(cell) for cell in row] for row in table.rows)
    return buffer.getvalue().encode("utf-8-sig")


def xlsx_bytes(table: Table) -> bytes:
    """Write a table as a workbook of one sheet, keeping one row in memory."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": True,
        }
        with xlsxwriter.Workbook(path, options) as book:
            _Sheet(book, table).fill()
        return path.read_bytes()


def harmless(text: StrOrPromise) -> str:
    """Give a text as a cell may hold it: visible, not too long, never a formula."""
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(_kept(character) for character in lines)[:LONGEST_CELL]
    dangerous = plain.lstrip().startswith(_FORMULA) or plain[:1] in "\t\n"
    return f"'{plain}" if plain and dangerous else plain


def _kept(character: str) -> str:
    """Drop what XML cannot hold or nobody sees; keep the ends of lines and tabs."""
    if character in "\n\t":
        return character
    return "" if unicodedata.category(character)[0] == "C" else character


def _as_text(cell: Cell) -> str:
    """Write one cell of a CSV file."""
    if isinstance(cell, datetime):
        return f"{_local(cell):%Y-%m-%d %H:%M}"
    if isinstance(cell, float | Decimal):
        return str(cell).replace(".", ",")
    if isinstance(cell, int | date) and not isinstance(cell, bool):
        return str(cell)
    return harmless(_in_words(cell))


def _in_words(cell: Cell) -> str:
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    return "" if cell is None else str(cell)


def _local(moment: datetime) -> datetime:
    """Tell the time of our clocks; files carry no time zone."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


class _Sheet:
    """One sheet being filled; widths follow the longest text that was seen."""

    def __init__(self, book: xlsxwriter.Workbook, table: Table) -> None:
        self.table = table
        self.sheet: Worksheet = book.add_worksheet(_sheet_name(table.name))
        self.heading: Format = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.widths = [NARROWEST] * len(table.columns)

    def fill(self) -> None:
        for column, heading in enumerate(self.table.columns):
            self._write_text(0, column, harmless(heading), self.heading)
        number = 0
        for number, row in enumerate(self.table.rows, start=1):
            for column, cell in enumerate(row):
                self._write(number, column, cell)
        self.sheet.freeze_panes(1, 0)
        if self.table.columns:
            self.sheet.autofilter(0, 0, number, len(self.table.columns) - 1)
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)

    def _write(self, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, date) and cell.year >= FIRST_YEAR:
            self._write_day(row, column, cell)
        elif isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
            self.sheet.write_number(row, column, cell)
        elif cell is not None:
            self._write_text(row, column, harmless(_in_words(cell)))

    def _write_day(self, row: int, column: int, day: date) -> None:
        """Write a day, or a moment, as what a spreadsheet can count with."""
        style, width = self.day, 11
        if isinstance(day, datetime):
            day, style, width = _local(day), self.moment, 17
        self._widen(column, width)
        self.sheet.write_datetime(row, column, day, style)

    def _write_text(
        self, row: int, column: int, text: str, style: Format | None = None
    ) -> None:
        self._widen(column, max(map(len, text.splitlines()), default=0) + 2)
        self.sheet.write_string(row, column, text, style)

    def _widen(self, column: int, width: int) -> None:
        if column < len(self.widths):
            self.widths[column] = min(max(self.widths[column], width), WIDEST)


def _sheet_name(name: StrOrPromise) -> str:
    plain = _NOT_IN_SHEET_NAMES.sub(" ", harmless(name)).strip("' ")
    return plain[:LONGEST_SHEET_NAME].strip("' ") or "1"
