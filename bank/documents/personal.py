"""Signs of personal data in a document: told to the teacher, never a reason to refuse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bank.documents.labels import plain

_PESEL: Final = re.compile(r"(?<!\d)\d{11}(?!\d)")
_WEIGHTS: Final = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
_NAME: Final = re.compile(
    r"(?:\d{1,2}[.)]?\s*)?[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{2,}(?:[ \t]+[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{2,}(?:-[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]+)?)"
)
_LIST: Final = re.compile(
    r"lista (?:obecnosci|uczniow|dzieci|klasy|grupy)|nazwisko i imie|imie i nazwisko (?:ucznia|dziecka)"
)
MANY_NAMES: Final = 6
_MONTHS: Final = 12
_DAYS: Final = 31


def signs_of(lines: Sequence[str]) -> list[str]:
    """Name what was met: „pesel”, „names”."""
    found = []
    if any(_is_pesel(number) for line in lines for number in _PESEL.findall(line)):
        found.append("pesel")
    if _longest_run(lines) >= MANY_NAMES or _is_headed_list(lines):
        found.append("names")
    return found


def _is_pesel(number: str) -> bool:
    month, day = int(number[2:4]) % 20, int(number[4:6])
    total = sum(int(c) * w for c, w in zip(number, _WEIGHTS, strict=True))
    return total % 10 == 0 and 1 <= month <= _MONTHS and 1 <= day <= _DAYS


def _longest_run(lines: Sequence[str]) -> int:
    longest = here = 0
    for line in lines:
        here = here + 1 if _NAME.fullmatch(line.strip()) else 0
        longest = max(longest, here)
    return longest


def _is_headed_list(lines: Sequence[str]) -> bool:
    is_headed = any(_LIST.search(plain(line[:120])) for line in lines)
    return is_headed and sum(bool(_NAME.fullmatch(line.strip())) for line in lines) > 1
