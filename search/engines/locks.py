"""One at a time: among the processes of one machine, or of all that share a database."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def file_lock(folder: Path, name: str) -> Iterator[None]:
    """Wait for the right to do `name`, among the processes of this machine."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def shared_lock(folder: Path, name: str) -> Iterator[None]:
    """Wait for the right to do `name`, among all machines with this database.

    SQLite lives on one machine, so there a file will do. PostgreSQL gives the lock
    back by itself when the connection of its holder is lost.
    """
    if connection.vendor != "postgresql":
        with file_lock(folder, name):
            yield
        return
    raw = hashlib.blake2b(name.encode(), digest_size=8).digest()
    number = int.from_bytes(raw, signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
