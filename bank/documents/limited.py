"""Running the child that reads documents, so that no file can stop the site."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, Final

from django.conf import settings

logger = logging.getLogger(__name__)

# Longer than the child's processor time on a busy machine, shorter than patience.
PATIENCE: Final = 15.0
MOST_AT_ONCE: Final = 2
WAIT_FOR_TURN: Final = 5.0
_LARGEST_ANSWER: Final = 8 * 1024**2
_free = threading.BoundedSemaphore(MOST_AT_ONCE)


class Unreadable(Exception):
    """The child gave nothing: the file broke it, or it ran out of what it may use."""


def run(path: Path, module: str = "bank.documents.child") -> dict[str, Any]:
    """Have the child read a file; give its answer. Raises `Unreadable`.

    Any: the answer is JSON, of the shape that the child's module declares.
    """
    if not _free.acquire(timeout=WAIT_FOR_TURN):
        raise Unreadable("too many at once")
    try:
        return _answer(path, module)
    finally:
        _free.release()


def _answer(path: Path, module: str) -> dict[str, Any]:
    with path.open("rb") as given, tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 - nothing of the command is anybody's text
                [sys.executable, "-E", "-s", "-m", module],
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                cwd=settings.BASE_DIR,
                env={"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
                timeout=PATIENCE,
                check=False,
                start_new_session=True,
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable("too slow") from error
        if done.returncode != 0:
            raise Unreadable(f"ended with {done.returncode}")
        answer.seek(0)
        written = answer.read(_LARGEST_ANSWER + 1)
    return _parsed(written)


def _parsed(written: bytes) -> dict[str, Any]:
    if len(written) > _LARGEST_ANSWER:
        raise Unreadable("too long an answer")
    try:
        found = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise Unreadable("not an answer") from error
    if not isinstance(found, dict):
        raise Unreadable("not an answer")
    return found
