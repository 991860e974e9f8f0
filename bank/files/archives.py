"""Office documents: archives looked into without unpacking them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import Final

from django.utils.translation import gettext as _

from bank.exceptions import FileRefused

MOST_PARTS: Final = 5000
LARGEST_DIRECTORY: Final = 2 * 1024**2
LARGEST_UNPACKED: Final = 300 * 1024**2
LARGEST_RATIO: Final = 200
LARGEST_LISTING: Final = 1024**2
SMALL_PART: Final = 1024**2

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN_PARTS: Final = {
    f"{_OFFICE}{kind}.main+xml".encode(): f"{_OFFICE}{kind}"
    for kind in (
        "wordprocessingml.document",
        "presentationml.presentation",
        "spreadsheetml.sheet",
    )
}
_OPEN_TYPES: Final = {
    f"application/vnd.oasis.opendocument.{kind}"
    for kind in ("text", "presentation", "spreadsheet")
}
_MACROS = re.compile(
    r"vbaproject|vbadata|(^|/)activex/|^basic/|^scripts/|macrosheets/", re.IGNORECASE
)
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_ENCRYPTED_BIT = 0x1


def office_type(content: bytes) -> str:
    """Tell which office document the archive is. Raises `FileRefused`."""
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive.infolist(), len(content))
            return _type_inside(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged() from error
    except (EOFError, zipfile.LargeZipFile, struct.error, RuntimeError) as error:
        raise _damaged() from error


def _check_directory(content: bytes) -> None:
    """Read the end record by hand: `zipfile` would first load every entry."""
    at = content.rfind(_END_MARK, -(_END.size + 0xFFFF))
    if at < 0 or at + _END.size > len(content):
        raise _damaged()
    _mark, _disk, _start, _here, parts, size, _offset, _rest = _END.unpack_from(
        content, at
    )
    if parts > MOST_PARTS or size > LARGEST_DIRECTORY:
        raise _bomb()


def _check_parts(parts: list[zipfile.ZipInfo], archive_size: int) -> None:
    if any(part.flag_bits & _ENCRYPTED_BIT for part in parts):
        raise _locked()
    names = [part.filename for part in parts]
    if len(set(names)) != len(names) or any(_is_hostile(name) for name in names):
        raise _damaged()
    # Parts that together exceed the archive overlap: the trick of a bomb.
    if sum(part.compress_size for part in parts) > archive_size:
        raise _bomb()
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _bomb()
    if any(_is_swollen(part) for part in parts):
        raise _bomb()
    if any(_MACROS.search(name) for name in names):
        raise _macros()


def _is_hostile(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or "\\" in name


def _is_swollen(part: zipfile.ZipInfo) -> bool:
    ratio = part.file_size / max(part.compress_size, 1)
    return part.file_size > SMALL_PART and ratio > LARGEST_RATIO


def _type_inside(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        return _microsoft_type(archive, names)
    if "mimetype" in names:
        return _open_type(archive, names)
    raise FileRefused(
        "archive",
        _("Archives are not kept here. Add the files one by one."),
    )


def _microsoft_type(archive: zipfile.ZipFile, names: set[str]) -> str:
    listing = _read(archive, "[Content_Types].xml")
    if b"macroEnabled" in listing:
        raise _macros()
    settings = "word/_rels/settings.xml.rels"
    if settings in names and _has_remote_template(_read(archive, settings)):
        raise _macros()
    for mark, content_type in _MAIN_PARTS.items():
        if mark in listing:
            return content_type
    raise _damaged()


def _has_remote_template(relations: bytes) -> bool:
    return b"attachedTemplate" in relations and b"External" in relations


def _open_type(archive: zipfile.ZipFile, names: set[str]) -> str:
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in _read(archive, manifest):
        raise _locked()
    content_type = _read(archive, "mimetype").decode("ascii", "replace").strip()
    if content_type not in _OPEN_TYPES:
        raise _damaged()
    return content_type


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read a small part, whatever size it claims."""
    with archive.open(name) as part:
        content = part.read(LARGEST_LISTING + 1)
    if len(content) > LARGEST_LISTING:
        raise _bomb()
    return content


def _damaged() -> FileRefused:
    return FileRefused("damaged", _("The file is damaged or cut short."))


def _locked() -> FileRefused:
    return FileRefused("locked", _("The file is locked. Save it without a lock."))


def _macros() -> FileRefused:
    return FileRefused(
        "macros",
        _("The file has macros or a remote template. Save it without them."),
    )


def _bomb() -> FileRefused:
    return FileRefused(
        "bomb", _("Unpacked, the file would be far too large. Save it anew.")
    )
