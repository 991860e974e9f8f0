"""Which release this is: the change log says, and nothing else does."""

import re
from datetime import date
from functools import cache

from django.conf import settings
from django.utils.formats import date_format

_HEADING = re.compile(r"^## (\d{4}-\d{2}-\d{2})", re.MULTILINE)


@cache
def release_date() -> str:
    """Read the newest date of the change log, as Polish people write it."""
    path = settings.BASE_DIR / "CHANGELOG.md"
    found = _HEADING.search(path.read_text("utf-8")) if path.exists() else None
    return date_format(date.fromisoformat(found.group(1)), "j.m.Y") if found else ""
