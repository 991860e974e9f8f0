"""Small files, good and hostile, made in memory."""

import io
import struct
import zipfile
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import User
from bank.actions.files import store_upload
from bank.models import StoredFile

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def zipped(parts: Mapping[str, bytes], *, deflate: bool = True) -> bytes:
    buffer = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def office(
    kind: str = "wordprocessingml.document", more: Mapping[str, bytes] | None = None
) -> bytes:
    """Make the smallest DOCX, PPTX or XLSX, with more parts when wanted."""
    types = f'<Types><Override ContentType="{OFFICE}{kind}.main+xml"/></Types>'
    parts = {"[Content_Types].xml": types.encode(), "word/document.xml": b"<w/>"}
    return zipped(parts | dict(more or {}))


def open_document(kind: str = "text", more: Mapping[str, bytes] | None = None) -> bytes:
    """Make the smallest ODT, ODP or ODS, with more parts when wanted."""
    parts = {"mimetype": f"{OPEN}{kind}".encode(), "content.xml": b"<office/>"}
    return zipped(parts | dict(more or {}), deflate=False)


def picture(
    form: str = "PNG", size: tuple[int, int] = (8, 6), **options: object
) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, format=form, **options)
    return buffer.getvalue()


def encrypted(archive: bytes) -> bytes:
    """Set the bit that says a part is encrypted, in both records of the first part."""
    content = bytearray(archive)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + offset
        content[at] |= 1
    return bytes(content)


def claiming(archive: bytes, parts: int) -> bytes:
    """Have the archive's end claim another number of parts."""
    content = bytearray(archive)
    at = content.rindex(b"PK\x05\x06")
    struct.pack_into("<HH", content, at + 8, parts, parts)
    return bytes(content)


def make_file(
    owner: User, name: str = "karta-pracy.pdf", content: bytes = PDF
) -> StoredFile:
    return store_upload(SimpleUploadedFile(name, content), owner=owner)
