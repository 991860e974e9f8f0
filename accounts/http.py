"""The request as views behind a sign-in see it, and tables as answers."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from anyascii import anyascii
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django_stubs_ext import StrOrPromise

from accounts.exports.tables import Table, csv_bytes, harmless, xlsx_bytes
from accounts.models import User

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WRITERS: Final[dict[str, tuple[str, Callable[[Table], bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", csv_bytes),
    "xlsx": (_XLSX, xlsx_bytes),
}
_NOT_IN_FILE_NAMES: Final = re.compile(r'[\\/:*?"<>|%;\s]+')
LONGEST_FILE_NAME: Final = 80


class AuthenticatedHttpRequest(HttpRequest):
    """A request whose `user` is a person; only for annotations."""

    if TYPE_CHECKING:
        user: User


def download(table: Table, extension: str) -> HttpResponse:
    """Answer with a table as a file; raises `Http404` for an unknown extension."""
    if extension not in _WRITERS:
        raise Http404
    content_type, write = _WRITERS[extension]
    response = HttpResponse(write(table), content_type=content_type)
    response["Content-Disposition"] = _attachment(table.name, extension)
    response["X-Content-Type-Options"] = "nosniff"
    # People and figures of today: not for the disk of a shared computer.
    response["Cache-Control"] = "private, no-store"
    return response


def _attachment(name: StrOrPromise, extension: str) -> str:
    """Name the file with its day: plainly for the old, in full for the rest."""
    stem = _NOT_IN_FILE_NAMES.sub("-", harmless(name)).strip("-.'")
    day = timezone.localdate().isoformat()
    full = f"{stem[:LONGEST_FILE_NAME] or 'tabela'}-{day}.{extension}"
    plain = _NOT_IN_FILE_NAMES.sub("-", anyascii(full))
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full, safe='')}"
