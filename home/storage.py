"""Where the files of editorial pages lie, and the only address they have."""

import secrets
from functools import cache
from pathlib import PurePath

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

FOLDER = "site"


class SiteFileStorage(FileSystemStorage):
    """Keep files outside any web root; their address leads to a view that checks."""

    def url(self, name: str | None) -> str:
        token = (name or "").rpartition("/")[2]
        return reverse("site_file", args=[token])


@cache
def site_storage() -> SiteFileStorage:
    return SiteFileStorage(location=settings.FILES_DIR)


def random_name(filename: str) -> str:
    """Name a file so that nobody can guess it; only the kind stays."""
    suffix = PurePath(filename).suffix.lower()[:6]
    return f"{FOLDER}/{secrets.token_urlsafe(24)}{suffix}"
