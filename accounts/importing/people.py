"""People to invite, as rows: from a CSV file, or checked after pasting."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.importing.columns import Column, Line, fold, read_sheet
from accounts.models import User
from accounts.roles import Role

COLUMNS = (
    Column(
        "email",
        (
            *("email", "mail", "adres", "adresemail", "adrese", "adrespocztowy"),
            *("adresmail", "poczta", "emailsluzbowy", "sluzbowyemail", "adreseemail"),
            *("sluzbowyadresemail", "adresemailsluzbowy", "emailaddress", "login"),
        ),
        gettext_lazy("e-mail"),
        required=True,
    ),
    Column("first_name", ("imie", "imiona", "pierwszeimie", "firstname"), "imię"),
    Column("last_name", ("nazwisko", "lastname", "surname"), "nazwisko"),
    Column(
        "name",
        ("imieinazwisko", "nazwiskoiimie", "osoba", "nauczyciel", "name", "kto"),
        "imię i nazwisko",
    ),
    Column("role", ("rola", "funkcja", "stanowisko", "role"), "rola"),
)

# How schools call those who may be invited, folded.
ROLE_NAMES = {
    **dict.fromkeys(("teacher", "nauczyciel", "nauczycielka"), Role.TEACHER),
    **dict.fromkeys(("wychowawca", "wychowawczyni"), Role.TEACHER),
    **dict.fromkeys(("specialist", "specjalista", "specjalistka"), Role.SPECIALIST),
    **dict.fromkeys(("pedagog", "pedagozka", "psycholog"), Role.SPECIALIST),
    **dict.fromkeys(("logopeda", "psycholozka", "doradca"), Role.SPECIALIST),
    **dict.fromkeys(("pedagogspecjalny", "terapeuta"), Role.SPECIALIST),
    **dict.fromkeys(("head", "dyrektor", "dyrektorka"), Role.HEAD),
}
_LONGEST_FIRST: int = User._meta.get_field("first_name").max_length or 0
_LONGEST_LAST: int = User._meta.get_field("last_name").max_length or 0
# Letters, and what joins them: no formula, no tag, and no address of a page, which
# a stranger could otherwise have us send to others.
NAME = re.compile(r"[^\W\d_]+(?:\.?[ '’\-]+[^\W\d_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Row:
    """One person as understood, with the line they stood in."""

    number: int
    email: str
    first_name: str = ""
    last_name: str = ""
    role: str = Role.TEACHER.value

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used: where, what it said and why."""

    number: int
    text: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class Understood:
    """What a text or a file says: people, lines that are wrong, columns left out."""

    rows: list[Row] = field(default_factory=list)
    problems: list[BadLine] = field(default_factory=list)
    ignored: Sequence[str] = ()


class WrongCell(Exception):
    """A cell that cannot be used; the message says why."""


def read_people(data: bytes, *, roles: Collection[Role]) -> Understood:
    """Read a CSV file, as a program for tables saves it. Raises `UnreadableTable`."""
    sheet = read_sheet(data, COLUMNS)
    found = Understood(ignored=sheet.ignored)
    for line in sheet.lines:
        try:
            found.rows.append(_row(line, roles))
        except WrongCell as error:
            text = " · ".join(value for value in line.values.values() if value)
            found.problems.append(BadLine(line.number, text[:120], str(error)))
    return found


def _row(line: Line, roles: Collection[Role]) -> Row:
    if line.flaw:
        raise WrongCell(line.flaw.label)
    value = line.values.get
    first, last = value("first_name", ""), value("last_name", "")
    if not (first or last):
        first, last = split_name(value("name", ""))
    return Row(
        line.number,
        checked_address(value("email", "")),
        checked_name(first, _LONGEST_FIRST),
        checked_name(last, _LONGEST_LAST),
        role_named(value("role", ""), roles).value,
    )


def checked_address(text: str) -> str:
    """Give the address in small letters. Raises `WrongCell`."""
    address = text.strip().removeprefix("mailto:").lower()
    if not address:
        raise WrongCell(_("There is no e-mail address."))
    try:
        validate_email(address)
    except ValidationError:
        raise WrongCell(_("This is not an e-mail address.")) from None
    if len(address) > 254:  # noqa: PLR2004 - what the field holds
        raise WrongCell(_("The e-mail address is too long."))
    return address


def checked_name(text: str, longest: int) -> str:
    """Give the name as it was. Raises `WrongCell`."""
    if len(text) > longest:
        raise WrongCell(_("The name is too long."))
    if text and not NAME.fullmatch(text):
        raise WrongCell(_("The name holds characters that no name has."))
    return text


def role_named(text: str, roles: Collection[Role]) -> Role:
    """Recognise a role, a teacher's when nothing is said. Raises `WrongCell`."""
    if not text:
        return Role.TEACHER
    role = ROLE_NAMES.get(fold(text))
    if role is None or role not in roles:
        known = ", ".join(str(each.label) for each in sorted(roles))
        raise WrongCell(
            _("Unknown role “%(role)s”. It may be: %(known)s.")
            % {"role": text[:40], "known": known}
        )
    return role


def split_name(text: str) -> tuple[str, str]:
    """Tell the first name from the last: „Jan Kowalski”, „KOWALSKI Jan”, „Kowalski, Jan”."""
    before, comma, after = (part.strip() for part in text.partition(","))
    if comma and before and after:
        return after, before
    words = text.replace(",", " ").split()
    if len(words) > 1 and words[0].isupper() and not words[-1].isupper():
        return " ".join(words[1:]), words[0].title()
    return (words[0], " ".join(words[1:])) if words else ("", "")
