"""Addresses and names out of any text that somebody pastes.

A line at a time, and each character is looked at a fixed number of times: a text of
a megabyte takes no longer per letter than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from accounts.importing.columns import fold
from accounts.importing.people import (
    ROLE_NAMES,
    BadLine,
    Row,
    Understood,
    WrongCell,
    checked_address,
    split_name,
)
from accounts.roles import Role

# Between words of a name and around an address.
_WORD = re.compile(r"[^\s<>()\[\]{},;|\"„”“«»]+")
_SEPARATORS = re.compile(r"[<>()\[\]{};|\t\"„”“«»]+|\s[-–—:]\s|,\s*$|^\s*,")
_HEADING = re.compile(
    r"^\s*(od|do|dw|udw|from|to|cc|bcc|e-?mail|adres)\s*:", re.IGNORECASE
)
_NUMBERING = re.compile(r"^\s*(\d{1,4}\s*[.)]|[-–—*•·])\s*")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’\-]*")
_TITLES = frozenset(
    [
        "mgr",
        "inż",
        "inz",
        "dr",
        "hab",
        "prof",
        "lic",
        "pan",
        "pani",
        "p",
        "dyr",
        "mailto",
        "e-mail",
        "email",
        "tel",
    ]
)
_MOST_WORDS = 4
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class _Found:
    """An address where it stood in its line, with the text before and after it."""

    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Known:
    """Roles that may be given, and the one for whom none is said."""

    roles: frozenset[Role]
    default: Role


def find_people(
    text: str, *, roles: Collection[Role], default: Role = Role.TEACHER
) -> Understood:
    """Find every address, and the name and role beside it where there are any."""
    known = _Known(frozenset(roles), default)
    found = Understood()
    above = ""
    for number, line in enumerate(text.splitlines(), start=1):
        addresses = list(_addresses(_HEADING.sub("", line)))
        names_follow = _names_follow(addresses)
        for address in addresses:
            beside = address.after if names_follow else address.before
            if len(addresses) == 1:
                beside = f"{address.before}\t{address.after}"
            name = beside if beside.strip() else above
            try:
                found.rows.append(_row(number, address.text, name, known))
            except WrongCell as error:
                bad = BadLine(number, address.text[:120], str(error))
                found.problems.append(bad)
        above = "" if addresses else line
    return found


def _row(number: int, address: str, name: str, known: _Known) -> Row:
    """Make a row of an address and what stands beside it. Raises `WrongCell`."""
    email = checked_address(address.strip(".,:'’*_"))
    role, parts = _role_and_parts(name, known)
    first, last = _name(parts)
    return Row(number, email, first, last, role.value)


def _addresses(line: str) -> Iterator[_Found]:
    places = [match.span() for match in _WORD.finditer(line) if "@" in match[0]]
    starts = [start for start, _end in places]
    ends = [end for _start, end in places]
    befores = [0, *ends]
    afters = [*starts[1:], len(line)]
    for start, end, before, after in zip(starts, ends, befores, afters, strict=False):
        yield _Found(line[start:end], line[before:start], line[end:after])


def _names_follow(addresses: list[_Found]) -> bool:
    """Say whether a line goes „address name, address name”."""
    if len(addresses) < 2:  # noqa: PLR2004 - one address has one name, on any side
        return False
    return not _words(addresses[0].before) and bool(_words(addresses[-1].after))


def _role_and_parts(text: str, known: _Known) -> tuple[Role, list[str]]:
    """Take a role out of the cells beside an address; the rest is the name."""
    role, parts = known.default, []
    if "<" not in text:
        # „Kowalski, Jan <…>” is one name; without the bracket a comma parts cells.
        text = text.replace(",", "\t")
    for part in _SEPARATORS.sub("\t", _NUMBERING.sub("", text)).split("\t"):
        if (
            named := ROLE_NAMES.get(fold(part[:_LONGEST_WORD]))
        ) and named in known.roles:
            role = named
        elif part.strip(" ,.:"):
            parts.append(part.strip(" ,.:"))
    return role, parts


def _name(parts: list[str]) -> tuple[str, str]:
    """Make a first and a last name of what looks like one; else there is none."""
    text = " ".join(parts)
    if len(parts) == 1 and "," in text:
        first, last = split_name(text)
        words = [*_words(first), *_words(last)]
    else:
        words = _words(text)
        first, last = split_name(" ".join(words))
    fits = 0 < len(words) <= _MOST_WORDS and _all_words(text)
    # „oraz”, „od września” stand beside addresses too.
    fits = fits and words[0][0].isupper() and words[-1][0].isupper()
    return (" ".join(_words(first)), " ".join(_words(last))) if fits else ("", "")


def _words(text: str) -> list[str]:
    found = _WORD.findall(text)
    return [
        word
        for word in found
        if word.strip(".").lower() not in _TITLES and _NAME_WORD.fullmatch(word)
    ]


def _all_words(text: str) -> bool:
    """Say whether nothing but words of a name stands here: no digits, no formula."""
    return all(
        _NAME_WORD.fullmatch(word) and len(word) <= _LONGEST_WORD
        for word in _WORD.findall(text)
    )
