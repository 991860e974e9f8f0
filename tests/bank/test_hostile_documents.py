"""Documents that mean harm, or merely overdo: the site goes on, and so does the draft."""

import io
import time
import zipfile
from pathlib import Path

import docx
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from bank.actions.from_file import start_from_file
from bank.documents import limited
from bank.documents.limited import Unreadable, run
from bank.exceptions import FileRefused
from bank.models import FromFile, Material, Reading
from tests.bank.corpus import BOMB, MACRO_TYPES, TEMPLATE
from tests.factories.files import encrypted, office, open_document, zipped
from tests.factories.scenarios.docx_layouts import plain_text, saved
from tests.factories.scenarios.lessons import FRACTIONS
from tests.factories.scenarios.odt_layouts import odt

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "<!DOCTYPE l [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
)


def document_of(xml: str | bytes, more: dict[str, bytes] | None = None) -> bytes:
    """Make a DOCX whose main part is this very XML."""
    content = xml.encode() if isinstance(xml, str) else xml
    return office(more={"word/document.xml": content} | (more or {}))


def body(inner: str, *, before: str = "") -> str:
    return f'{before}<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _repeated() -> bytes:
    """A part that is long without being swollen: within the checks of the archive."""
    noise = "".join(
        paragraph(f"Zdanie {n} o pogodzie i {n * 7919}.") for n in range(400_000)
    )
    return document_of(body(noise))


# Every one of these gives a draft: read as far as it goes, or not at all.
SURVIVED = {
    "empty-text": (saved(docx.Document()), Reading.NOTHING),
    "no-main-part": (zipped({"[Content_Types].xml": b"wordprocessingml.document.main+xml application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"}), Reading.UNREADABLE),
    "odt-without-content": (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}, deflate=False), Reading.UNREADABLE),
    "not-xml": (document_of("to nie jest XML <<<"), Reading.UNREADABLE),
    "cut-xml": (document_of(body(paragraph("Temat: Ucięty"))[:-30]), Reading.UNREADABLE),
    "external-entity": (
        document_of(
            body(
                paragraph("&x;"),
                before="<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
            )
        ),
        Reading.UNREADABLE,
    ),
    "remote-entity": (
        document_of(
            body(
                paragraph("&x;"),
                before="<!DOCTYPE d [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x.dtd'> %x;]>",
            )
        ),
        Reading.UNREADABLE,
    ),
    "billion-laughs": (
        document_of(body(paragraph("&a9;"), before=f"{LAUGHS}]>")),
        Reading.UNREADABLE,
    ),
    "quadratic-blowup": (
        document_of(
            body(
                paragraph("&a;" * 5000),
                before=f"<!DOCTYPE d [<!ENTITY a '{'a' * 50_000}'>]>",
            )
        ),
        Reading.UNREADABLE,
    ),
    "odt-billion-laughs": (
        open_document(more={"content.xml": f"{LAUGHS}]><x>&a9;</x>".encode()}),
        Reading.UNREADABLE,
    ),
    "nested-deeply": (
        document_of(body("<w:sdt>" * 60_000 + "</w:sdt>" * 60_000)),
        Reading.UNREADABLE,
    ),
    "tables-in-tables": (
        document_of(
            body(
                "<w:tbl><w:tr><w:tc>" * 300
                + paragraph("Temat: W środku")
                + "</w:tc></w:tr></w:tbl>" * 300
            )
        ),
        None,
    ),
    "utf-16": (
        document_of(
            body(paragraph("Temat: Po drugiej stronie"), before="<?xml version='1.0' encoding='utf-16'?>").encode("utf-16")
        ),
        Reading.READ,
    ),
    "wrong-namespace": (document_of("<x:document xmlns:x='z'><x:p/></x:document>"), Reading.NOTHING),
    "one-long-word": (document_of(body(paragraph("a" * 900_000))), None),
    "only-brackets": (document_of(body(paragraph("(" * 300_000))), None),
    "only-colons": (document_of(body(paragraph("Cele: " * 60_000))), None),
    "spaces-and-tabs": (document_of(body(paragraph(" \t" * 300_000 + "x"))), None),
    "minutes-by-the-thousand": (document_of(body("".join(paragraph(f"{n} min") for n in range(20_000)))), None),
    "headings-by-the-thousand": (document_of(body(paragraph("Przebieg zajęć:") * 18_000)), None),
    "markup-as-text": (document_of(body(paragraph("Temat: &lt;script&gt;alert(1)&lt;/script&gt;"))), Reading.READ),
    "styles-in-a-circle": (
        document_of(
            body(paragraph("Temat: Koło")),
            {
                "word/styles.xml": (
                    f'<w:styles xmlns:w="{W}"><w:style w:styleId="A" w:type="paragraph" w:default="1"><w:basedOn w:val="B"/></w:style>'
                    '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
                ).encode()
            },
        ),
        Reading.READ,
    ),
    "absurd-numbers": (
        document_of(
            body(
                '<w:p><w:pPr><w:outlineLvl w:val="999999999999"/><w:numPr><w:ilvl w:val="-5"/><w:numId w:val="x"/></w:numPr></w:pPr><w:r><w:t>Temat: Liczby</w:t></w:r></w:p>'
            )
        ),
        Reading.READ,
    ),
    "controls-in-text": (
        b"Temat: Dzwonki\r\nCzas: 99999999999 minut\r\nKlasa: MMXXVI\r\n",
        Reading.READ,
    ),
    "odt-styles-in-a-circle": (
        odt('<style:style style:name="P" style:parent-style-name="P"/><text:p text:style-name="P">Temat: Pętla</text:p>'),
        Reading.READ,
    ),
}  # fmt: skip

# And these never come in: the door of all files stops them.
REFUSED = {
    "bomb": (office(more=BOMB), "bomb"),
    "macro": (office(more={"word/vbaProject.bin": b"x"}), "macros"),
    "macro-enabled": (zipped({"[Content_Types].xml": MACRO_TYPES}), "macros"),
    "remote-template": (office(more={"word/_rels/settings.xml.rels": TEMPLATE}), "macros"),
    "encrypted": (encrypted(office()), "locked"),
    "encrypted-odt": (open_document(more={"META-INF/manifest.xml": b"<m:encryption-data/>"}), "locked"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
    "cut": (plain_text(FRACTIONS)[:2000], "damaged"),
    "garbage": (b"PK\x03\x04" + b"x" * 500, "damaged"),
    "climbs-out": (office(more={"../../etc/cron.d/x": b"x"}), "damaged"),
    "absolute": (office(more={"/etc/passwd": b"x"}), "damaged"),
    "empty": (b"", "empty"),
    "archive": (zipped({"a.txt": b"a"}), "archive"),
    "wrong-ending": (open_document(), "mismatch"),
    "nul": (b"Temat: \x00", "unknown"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


def _name(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return "lekcja.txt"
    return "lekcja.odt" if b"opendocument" in content[:200] else "lekcja.docx"


@pytest.mark.parametrize("name", SURVIVED)
def test_draft_is_begun_whatever_is_inside(name: str, maria: User) -> None:
    content, reading = SURVIVED[name]
    started = time.monotonic()

    draft = start_from_file(SimpleUploadedFile(_name(content), content), owner=maria)

    assert time.monotonic() - started < limited.PATIENCE
    assert draft.attachments.count() == 1
    assert draft.title
    assert reading in {None, FromFile.objects.get().reading}
    assert "root:" not in str(FromFile.objects.get().rest)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_file_leaves_nothing(name: str, maria: User) -> None:
    content, code = REFUSED[name]

    with pytest.raises(FileRefused) as refused:
        start_from_file(SimpleUploadedFile("lekcja.docx", content), owner=maria)

    assert refused.value.code == code
    assert not Material.objects.exists()


def test_book_of_three_hundred_pages_is_read_in_time(maria: User) -> None:
    document = docx.Document()
    document.add_paragraph("Temat: Cała książka")
    for number in range(9_000):
        document.add_paragraph(
            f"Akapit {number}. " + "Dzieci idą do lasu i liczą drzewa. " * 4
        )
    started = time.monotonic()

    draft = start_from_file(
        SimpleUploadedFile("ksiazka.docx", saved(document)), owner=maria
    )

    row = FromFile.objects.get()
    assert time.monotonic() - started < 5
    assert draft.title == "Cała książka"
    assert row.remarks["rest_cut"]
    assert sum(len(each["text"]) for each in row.rest) <= 60_000


def test_ten_thousand_cells_are_read_in_time(maria: User) -> None:
    cells = [
        [f"<w:tc>{paragraph(f'{n}-{m}')}</w:tc>" for m in range(10)]
        for n in range(1000)
    ]
    rows = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells)
    content = document_of(body(f"{paragraph('Temat: Tabela')}<w:tbl>{rows}</w:tbl>"))
    started = time.monotonic()

    draft = start_from_file(SimpleUploadedFile("tabela.docx", content), owner=maria)

    assert time.monotonic() - started < 5
    assert draft.title == "Tabela"


def test_child_that_never_ends_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limited, "PATIENCE", 0.5)
    path = tmp_path / "x"
    path.write_bytes(b"x")

    with pytest.raises(Unreadable, match="too slow"):
        run(path, module="tests.bank.sleeping_child")


def test_child_that_eats_memory_ends_alone(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(_repeated())

    with pytest.raises(Unreadable):
        run(path)


def test_parts_that_lie_about_their_size_are_not_believed(maria: User) -> None:
    buffer = io.BytesIO(document_of(body(paragraph("Temat: Kłamca") * 200_000)))
    with zipfile.ZipFile(buffer) as archive:
        ratio = archive.getinfo("word/document.xml")

    assert ratio.file_size / ratio.compress_size > 100
    with pytest.raises(FileRefused, match="bomb"):
        start_from_file(
            SimpleUploadedFile("lekcja.docx", buffer.getvalue()), owner=maria
        )
