"""Bytes on disk: whole and synced, or not there at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_BLOCK = 1024 * 1024
_PARTIAL = ".part"


def write_bytes(relative_path: str, content: bytes) -> None:
    """Write and sync, then name: a crash leaves no half file under a real name."""
    path: Path = settings.FILES_DIR / relative_path
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + _PARTIAL)
    try:
        with partial.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.chmod(0o640)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def remove(relative_path: str) -> None:
    path: Path = settings.FILES_DIR / relative_path
    path.unlink(missing_ok=True)


def sha256_of(relative_path: str) -> str | None:
    """Give the checksum of what lies on disk, or None when nothing does."""
    path: Path = settings.FILES_DIR / relative_path
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except FileNotFoundError:
        return None
    return digest.hexdigest()


def older_than(moment: float) -> Iterator[str]:
    """Name every file on disk last changed before the moment (a timestamp)."""
    root: Path = settings.FILES_DIR
    for path in root.glob("*/*"):
        if path.is_file() and path.stat().st_mtime < moment:
            yield path.relative_to(root).as_posix()


def _sync_folder(folder: Path) -> None:
    """Make the name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
