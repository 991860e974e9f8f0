"""Tables as CSV and XLSX: read back as a Polish spreadsheet would read them."""

import csv
import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import Http404
from openpyxl import Workbook, load_workbook

from accounts.exports.tables import LONGEST_CELL, Cell, Table, csv_bytes, xlsx_bytes
from accounts.http import download
from accounts.models import User

NOON = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


def table(*cells: Cell, name: str = "Osoby", columns: int = 1) -> Table:
    """A table of one column with one cell per row."""
    return Table(
        name, [f"Kolumna {n + 1}" for n in range(columns)], [[c] for c in cells]
    )


def from_csv(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def first_column(content: bytes) -> list[object]:
    sheet = book(content).active
    return [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_csv_opens_in_polish_excel() -> None:
    content = csv_bytes(Table("x", ["Imię", "Ile"], [["Żaneta", Decimal("2.50")]]))

    assert content == "\ufeffImię;Ile\r\nŻaneta;2,50\r\n".encode()


def test_csv_keeps_semicolons_quotes_and_ends_of_lines() -> None:
    text = 'a;b "c"\nd'

    assert from_csv(csv_bytes(table(text)))[1] == [text]


def test_csv_writes_days_moments_and_answers() -> None:
    cells = (date(2026, 9, 1), NOON, True, False, None, -5, 0.5)

    rows = from_csv(csv_bytes(table(*cells, "koniec")))

    assert [row[0] if row else "" for row in rows[1:]] == [
        "2026-09-01",
        "2026-07-01 12:00",
        "tak",
        "nie",
        "",
        "-5",
        "0,5",
        "koniec",
    ]


@pytest.mark.parametrize("write", [csv_bytes, xlsx_bytes])
@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+48 600 100 200",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\u00a0=1",
        "\u200b=1",
        "＝1+1",
    ],
)
def test_text_never_becomes_a_formula(write: object, text: str) -> None:
    shown = text.replace("\u200b", "").replace("\r", "\n")
    if write is csv_bytes:
        cell: object = from_csv(csv_bytes(table(text)))[1][0]
    else:
        cell = first_column(xlsx_bytes(table(text)))[0]

    assert cell == f"'{shown}"


def test_headings_never_become_formulas_either() -> None:
    dangerous = Table("x", ["=cmd()"], [])

    assert book(xlsx_bytes(dangerous)).active["A1"].value == "'=cmd()"
    assert from_csv(csv_bytes(dangerous))[0] == ["'=cmd()"]


def test_control_characters_break_neither_file() -> None:
    text = "a\x00b\x0bc\x1bd\ufffee\ud800f\u202eg"

    assert first_column(xlsx_bytes(table(text))) == ["abcdefg"]
    assert from_csv(csv_bytes(table(text)))[1] == ["abcdefg"]


def test_xlsx_holds_numbers_and_real_dates() -> None:
    cells = (date(2026, 9, 1), NOON, 7, Decimal("2.5"), -1, True, "tekst")

    sheet = book(xlsx_bytes(table(*cells))).active

    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        datetime(2026, 9, 1),  # noqa: DTZ001 - files carry no time zone
        datetime(2026, 7, 1, 12, 0),  # noqa: DTZ001
        7,
        2.5,
        -1,
        "tak",
        "tekst",
    ]
    assert sheet["A2"].is_date
    assert sheet["A2"].number_format == "yyyy-mm-dd"


def test_xlsx_survives_what_a_spreadsheet_cannot_count() -> None:
    cells = (date(1410, 7, 15), float("inf"), "a" * 40_000)

    found = first_column(xlsx_bytes(table(*cells)))

    assert found[0] == "1410-07-15"
    assert len(str(found[2])) == LONGEST_CELL


def test_xlsx_has_a_bold_frozen_heading_and_wide_columns() -> None:
    sheet = book(xlsx_bytes(table("x" * 30))).active

    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width > 30


def test_a_sheet_may_have_any_name() -> None:
    name = "Placówki/[2026]: 'zestawienie' za cały rok szkolny"

    assert book(xlsx_bytes(table("x", name=name))).sheetnames == [
        "Placówki  2026   'zestawienie"
    ]


def test_an_empty_table_is_a_heading() -> None:
    assert from_csv(csv_bytes(table())) == [["Kolumna 1"]]
    assert first_column(xlsx_bytes(table())) == []


def test_words_of_a_table_are_in_the_language_of_the_reader() -> None:
    email = User._meta.get_field("email").verbose_name

    assert from_csv(csv_bytes(Table("x", [email], []))) == [["adres e-mail"]]


def test_twenty_thousand_rows_stay_small_in_memory() -> None:
    def rows() -> Iterator[list[Cell]]:
        for number in range(20_000):
            yield [f"Osoba numer {number}", number, NOON, "Szkoła w Olszynie"]

    tracemalloc.start()
    try:
        content = xlsx_bytes(Table("Osoby", ["a", "b", "c", "d"], rows()))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 15_000_000
    assert len(first_column(content)) == 20_000


def test_download_names_the_file_for_old_and_new_browsers() -> None:
    response = download(table("x", name='Osoby „Jedynki” / "a"; b\r\nX: y'), "csv")

    header = response["Content-Disposition"]
    assert header.startswith('attachment; filename="Osoby--Jedynki--a-b-X-y-20')
    assert "filename*=UTF-8''Osoby-%E2%80%9EJedynki%E2%80%9D-a-b-X-y-20" in header
    assert header.isascii()
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_download_is_kept_by_nobody_and_sniffed_by_nobody() -> None:
    response = download(table("x"), "xlsx")

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content[:2] == b"PK"


def test_download_knows_two_kinds_of_files() -> None:
    with pytest.raises(Http404):
        download(table("x"), "exe")
