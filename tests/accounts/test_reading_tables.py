"""Tables as Polish offices save them, and as nobody should."""

import pytest

from accounts.exceptions import UnreadableTable
from accounts.importing.columns import Column, Sheet, fold, read_sheet
from accounts.importing.tables import Flaw, decode, read_text

COLUMNS = [
    Column("email", ("email", "adres"), "e-mail", required=True),
    Column("name", ("imie", "imieinazwisko"), "name"),
]
TEXT = "E-mail;Imię;Uwagi\r\nżaneta@x.pl;Żaneta;lubi koty\r\n"


def read(text: str, encoding: str = "utf-8") -> Sheet:
    return read_sheet(text.encode(encoding), COLUMNS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_letters_survive_every_usual_encoding(encoding: str) -> None:
    assert read(TEXT, encoding).lines[0].values == {
        "email": "żaneta@x.pl",
        "name": "Żaneta",
    }


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_usual_delimiter(delimiter: str) -> None:
    sheet = read(TEXT.replace(";", delimiter))

    assert sheet.lines[0].values["name"] == "Żaneta"
    assert sheet.ignored == ("Uwagi",)


def test_the_line_by_which_excel_names_the_delimiter_is_no_heading() -> None:
    sheet = read("sep=;\r\nE-mail;Imię\r\na@x.pl;Ala, Ola\r\n")

    assert [(line.number, line.values["name"]) for line in sheet.lines] == [
        (3, "Ala, Ola")
    ]


def test_headings_are_known_however_they_are_written() -> None:
    assert fold(" E-MAIL  służbowy: ") == "emailsluzbowy"
    assert read("IMIĘ I NAZWISKO;adres\nEwa Kos;e@x.pl").lines[0].values == {
        "name": "Ewa Kos",
        "email": "e@x.pl",
    }


def test_a_second_column_of_the_same_meaning_is_left_out() -> None:
    sheet = read("email;adres\na@x.pl;b@x.pl")

    assert sheet.lines[0].values == {"email": "a@x.pl"}
    assert sheet.ignored == ("adres",)


def test_a_record_over_two_lines_has_the_number_of_the_first() -> None:
    sheet = read('email;imie\n"a@x.pl";"Ala\nOla"\n\nb@x.pl;Ewa')

    assert [(line.number, line.values["name"]) for line in sheet.lines] == [
        (2, "Ala Ola"),
        (5, "Ewa"),
    ]


def test_cells_that_are_missing_are_empty_and_too_many_are_a_flaw() -> None:
    sheet = read("email;imie\na@x.pl\nb@x.pl;Ewa;\nc@x.pl;Ala;x;y")

    assert [line.flaw for line in sheet.lines] == [None, None, Flaw.COLUMNS]
    assert sheet.lines[0].values == {"email": "a@x.pl"}


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("email;imie\na@x.pl;E\0wa", Flaw.CONTROL),
        ("email;imie\na@x.pl;" + "x" * 1_000_001, Flaw.NOT_CSV),
        ("email;imie\na@x.pl;" + "x" * 3_000, Flaw.TOO_LONG),
        ('email;imie\na@x.pl;"Ewa' + "\nb@x.pl;Ala" * 500, Flaw.TOO_LONG),
        ("email;imie\na@x.pl;\ufffd", Flaw.LETTERS),
    ],
)
def test_a_bad_line_is_named(text: str, flaw: Flaw) -> None:
    sheet = read(text)

    assert (sheet.lines[0].number, sheet.lines[0].flaw) == (2, flaw)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "e-mail"),
        (b"imie;nazwisko\nEwa;Kos", "e-mail"),
        (b"PK\x03\x04 and so on", "CSV"),
        (b"\xd0\xcf\x11\xe0", "CSV"),
        (b"email\n" + b"\x81\xff" * 9, "UTF-8"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"x" * 2_000_001, "mniejsze"),
        (b"email\n" + b"a@x.pl\n" * 10_001, "10000"),
    ],
)
def test_a_file_that_is_no_table_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableTable) as refusal:
        read_sheet(data, COLUMNS)

    assert reason in str(refusal.value)


def test_ten_thousand_lines_are_not_too_many() -> None:
    data = ("email;imie\n" + "a@x.pl;Ewa\n" * 10_000).encode()

    assert len(read_sheet(data, COLUMNS).lines) == 10_000


def test_an_empty_text_is_a_table_of_nothing() -> None:
    table = read_text(decode(b""))

    assert (table.heading, list(table.records)) == ((), [])
