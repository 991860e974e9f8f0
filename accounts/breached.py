"""A list of leaked passwords as a Bloom filter: small, offline, one file.

It never misses a password it was made of, and takes about one other in ten
thousand for a leaked one. `manage.py buildbreached` makes it (decision 0007).
"""

import hashlib
import math
import struct
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from anyascii import anyascii

FILE = Path(__file__).parent / "data" / "breached.bloom"
_MAGIC = b"GBW1"
# How many passwords, how many bits, how many of them for each.
_HEADER = struct.Struct(">4sQQB")
_WRONG_AT_MOST = 1e-4
# What people write for a letter and believe it hides the word.
_LEET = str.maketrans("@0135$7!", "aoiestti")


class Bloom:
    """A set that answers „perhaps” or „surely not”."""

    def __init__(self, bits: bytearray | bytes, *, count: int, each: int) -> None:
        self._bits = bits
        self._size = len(bits) * 8
        self.count = count
        self._each = each

    @classmethod
    def of(cls, words: Iterable[str], *, count: int) -> "Bloom":
        """Make the filter of `count` words."""
        size = math.ceil(-count * math.log(_WRONG_AT_MOST) / math.log(2) ** 2)
        bits = bytearray((size + 7) // 8)
        made = cls(bits, count=count, each=round(size / count * math.log(2)))
        for word in words:
            for place in made._places(word):
                bits[place >> 3] |= 1 << (place & 7)
        return made

    @classmethod
    def read(cls, path: Path) -> "Bloom":
        """Read what `write` wrote."""
        content = path.read_bytes()
        magic, count, size, each = _HEADER.unpack_from(content)
        bits = content[_HEADER.size :]
        if magic != _MAGIC or len(bits) * 8 != size:
            raise ValueError(f"{path} is not a list of leaked passwords.")
        return cls(bits, count=count, each=each)

    def write(self, path: Path) -> None:
        header = _HEADER.pack(_MAGIC, self.count, self._size, self._each)
        path.write_bytes(header + self._bits)

    def __contains__(self, word: str) -> bool:
        return all(self._bits[p >> 3] & (1 << (p & 7)) for p in self._places(word))

    def _places(self, word: str) -> Iterator[int]:
        digest = hashlib.blake2b(word.encode(), digest_size=16).digest()
        start, step = struct.unpack(">QQ", digest)
        for number in range(self._each):
            yield (start + number * (step | 1)) % self._size


def folded(password: str) -> str:
    """Forget capitals and the signs of other alphabets: neither makes it safer."""
    return anyascii(password).lower()


def is_breached(password: str) -> bool:
    """Say whether a password, or what hardly differs from it, has leaked."""
    plain = folded(password)
    trimmed = plain.strip(" !?.,*#-_")
    known = _shipped()
    return any(word in known for word in {plain, trimmed, plain.translate(_LEET)})


@cache
def _shipped() -> Bloom:
    return Bloom.read(FILE)
