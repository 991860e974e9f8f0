"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from bank.exceptions import FileRefused
from bank.files.archives import office_type

LARGEST: Final = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that the bank keeps; the first extension is the usual one."""

    content_type: str
    extensions: tuple[str, ...]

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
PDF = FileKind("application/pdf", ("pdf",))
PNG = FileKind("image/png", ("png",))
JPEG = FileKind("image/jpeg", ("jpg", "jpeg"))
WEBP = FileKind("image/webp", ("webp",))
TEXT = FileKind("text/plain; charset=utf-8", ("txt",))
OFFICE: Final = {
    kind.content_type: kind
    for kind in (
        FileKind(f"{_OFFICE}wordprocessingml.document", ("docx",)),
        FileKind(f"{_OFFICE}presentationml.presentation", ("pptx",)),
        FileKind(f"{_OFFICE}spreadsheetml.sheet", ("xlsx",)),
        FileKind(f"{_OPEN}text", ("odt",)),
        FileKind(f"{_OPEN}presentation", ("odp",)),
        FileKind(f"{_OPEN}spreadsheet", ("ods",)),
    )
}
ALL_KINDS: Final = (PDF, *OFFICE.values(), PNG, JPEG, WEBP, TEXT)
ACCEPTED_EXTENSIONS: Final = tuple(
    extension for kind in ALL_KINDS for extension in kind.extensions
)
# What „Zacznij od pliku” takes apart; other kinds are only attached.
READ_AS_SCENARIO: Final = frozenset(
    {
        f"{_OFFICE}wordprocessingml.document",
        f"{_OPEN}text",
        TEXT.content_type,
    }
)
# Files whose text search knows.
WITH_TEXT: Final = frozenset(
    {
        *READ_AS_SCENARIO,
        PDF.content_type,
        f"{_OFFICE}presentationml.presentation",
    }
)

_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body")
# A name in a PDF may be written with any of its letters as a number.
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE_PDF = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")


def sniff(content: bytes) -> FileKind:
    """Tell the kind and refuse what could harm. Raises `FileRefused`."""
    if not content:
        raise FileRefused("empty", _("The file is empty."))
    if len(content) > LARGEST:
        raise too_large()
    if content.startswith(b"%PDF-"):
        return _checked_pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return OFFICE[office_type(content)]
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused(
            "old_office",
            _(
                "This is an old Office file or one locked with a password. "
                "Save it without a password as DOCX, PPTX, XLSX or PDF."
            ),
        )
    return _image(content) or _text(content)


def too_large(most: int = LARGEST) -> FileRefused:
    return FileRefused(
        "too_large",
        _("The file is larger than %(most)d MB. Make it smaller or divide it.")
        % {"most": most // 1024**2},
    )


def unknown() -> FileRefused:
    return FileRefused(
        "unknown",
        _(
            "This kind of file is not kept here. "
            "You can add PDF, Office and LibreOffice documents, pictures and text."
        ),
    )


def _checked_pdf(content: bytes) -> FileKind:
    if b"%%EOF" not in content[-4096:]:
        raise FileRefused("damaged", _("The file is damaged or cut short."))
    if b"/Encrypt" in content:
        raise FileRefused("locked", _("The file is locked. Save it without a lock."))
    plain = _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), content)
    if any(mark in plain for mark in _ACTIVE_PDF):
        raise FileRefused(
            "active",
            _("The PDF runs a script or carries other files. Print it to PDF anew."),
        )
    return PDF


def _image(content: bytes) -> FileKind | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    return None


def _text(content: bytes) -> FileKind:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP):
        raise unknown()
    # Tabs and ends of lines are text; other control characters are not.
    if any(byte < ord(" ") and byte not in b"\t\n\r\f" for byte in content):
        raise unknown()
    if start.startswith((b"#!", b"@echo", b"mime-version:", b"{\\rtf")):
        raise unknown()
    return TEXT
