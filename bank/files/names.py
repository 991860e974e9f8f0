"""Names of files: kept for people, made harmless for systems."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

from django.utils.translation import gettext as _

from bank.exceptions import FileRefused
from bank.files.kinds import FileKind, unknown

LONGEST_NAME: Final = 120
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def clean_name(name: str, kind: FileKind) -> str:
    """Give a name fit for every system, ending as its content says.

    Raises `FileRefused` when the ending promises something else.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(c for c in unicodedata.normalize("NFC", last) if _is_visible(c))
    plain = " ".join(_FORBIDDEN.sub("_", plain).split()).strip(". ")
    path = PurePosixPath(plain or "plik")
    ending = path.suffix.lstrip(".").lower()
    if ending not in kind.extensions:
        raise _mismatch(ending, kind)
    stem = path.stem[: LONGEST_NAME - len(ending) - 1].rstrip(". ") or "plik"
    return f"{stem}.{ending}"


def _is_visible(character: str) -> bool:
    """Drop control, direction-changing and unassigned characters."""
    return unicodedata.category(character)[0] != "C"


def _mismatch(ending: str, kind: FileKind) -> FileRefused:
    if kind.content_type.startswith("text/"):
        return unknown()
    message = _(
        "The name ends with “%(ending)s”, but the content is %(kind)s. "
        "Save the file anew with the right ending."
    )
    usual = kind.extensions[0].upper()
    return FileRefused("mismatch", message % {"ending": ending, "kind": usual})
