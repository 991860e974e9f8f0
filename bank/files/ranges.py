"""Parts of a file, for players of PDF and for broken downloads (RFC 9110, 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# One range only; a list of ranges is answered with the whole file, as allowed.
_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_BLOCK: Final = 64 * 1024


class RangeNotSatisfiable(Exception):
    """The part asked for begins after the end."""


@dataclass(frozen=True, slots=True)
class Span:
    """From which byte to which, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def parse_range(header: str, size: int) -> Span | None:
    """Read a Range header; None when it is absent or to be ignored.

    Raises `RangeNotSatisfiable`.
    """
    match = _RANGE.fullmatch(header.strip())
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        return _suffix(int(match[2]), size)
    first, last = int(match[1]), int(match[2]) if match[2] else size - 1
    if first >= size:
        raise RangeNotSatisfiable
    return Span(first, min(last, size - 1)) if first <= last else None


def _suffix(length: int, size: int) -> Span:
    if length == 0 or size == 0:
        raise RangeNotSatisfiable
    return Span(max(size - length, 0), size - 1)


def part_of(path: Path, span: Span) -> Iterator[bytes]:
    """Read one part, block by block."""
    left = span.length
    with path.open("rb") as stream:
        stream.seek(span.first)
        while left > 0 and (block := stream.read(min(_BLOCK, left))):
            left -= len(block)
            yield block
