"""Schools and kindergartens from a table, checked line by line before anything is written.

The headings are those of the national register's export, or any close to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.importing.columns import Column, Line, fold, read_sheet
from accounts.models import Institution, InstitutionKind
from accounts.models.municipality import check_terc

MOST_LINES = 500
LONGEST_RSPO = 12
COLUMNS = (
    Column("rspo", ("rspo", "numerrspo", "nrrspo"), gettext_lazy("RSPO number")),
    Column(
        "name",
        ("nazwa", "nazwaplacowki", "pelnanazwa", "placowka", "szkola"),
        gettext_lazy("name"),
        required=True,
    ),
    Column(
        "short_name",
        ("skrot", "nazwaskrocona", "skroconanazwa", "skroconanazwaplacowki"),
        gettext_lazy("short name"),
    ),
    Column("kind", ("typ", "rodzaj", "typplacowki"), gettext_lazy("kind")),
    Column("town", ("miejscowosc", "miasto"), gettext_lazy("town")),
    Column(
        "terc",
        ("terc", "kodterc", "kodterytorialnygmina", "teryt"),
        gettext_lazy("TERC code"),
    ),
    Column("group", ("zespol", "zespolszkol"), gettext_lazy("group of institutions")),
)
_KIND_WORDS = {
    InstitutionKind.KINDERGARTEN: ("przedszkol",),
    InstitutionKind.SCHOOL: ("szkolapodstawowa", "podstawowa"),
    InstitutionKind.OFFICE: (
        *("zarzadoswiaty", "wydzialoswiaty", "biurooswiaty", "organprowadzacy"),
        *("urzad", "centrumuslugwspolnych"),
    ),
}
_SHORT_KINDS = {
    "sp": InstitutionKind.SCHOOL,
    "szkola": InstitutionKind.SCHOOL,
    "mzo": InstitutionKind.OFFICE,
    "organ": InstitutionKind.OFFICE,
}
_LIMITS = {"name": 200, "short_name": 60, "town": 80, "group": 200}


class Change(Enum):
    """What reading the line in would do."""

    NEW = "new"
    UPDATED = "updated"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Row:
    """One institution as the table gives it."""

    rspo: str
    name: str
    short_name: str
    kind: InstitutionKind
    town: str = ""
    terc: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    number: int
    row: Row
    change: Change
    known: Institution | None = None

    @property
    def is_new(self) -> bool:
        return self.change is Change.NEW

    @property
    def is_updated(self) -> bool:
        return self.change is Change.UPDATED


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that stays outside, by its number, and why."""

    number: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Check:
    """What would happen to every line of a table."""

    planned: list[Planned] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    ignored: tuple[str, ...] = ()

    def count(self, change: Change) -> int:
        return sum(each.change is change for each in self.planned)

    @property
    def added(self) -> int:
        return self.count(Change.NEW)

    @property
    def updated(self) -> int:
        return self.count(Change.UPDATED)

    @property
    def same(self) -> int:
        return self.count(Change.SAME)


def check_institutions(data: bytes) -> Check:
    """Say of every line whether it can be read in. Raises `UnreadableTable`."""
    sheet = read_sheet(data, COLUMNS, most_lines=MOST_LINES)
    check = Check(ignored=sheet.ignored)
    judge = _Judge()
    for line in sheet.lines:
        try:
            check.planned.append(judge.plan(line))
        except ValidationError as error:
            name = line.values.get("name", "")
            check.refused.append(Refused(line.number, name, error.messages[0]))
    return check


class _Judge:
    """Knows what is in the database and what stood higher in the same table."""

    def __init__(self) -> None:
        known = list(Institution.objects.select_related("group"))
        self._by_rspo = {each.rspo: each for each in known if each.rspo}
        self._by_name = {each.name: each for each in known}
        self._seen: dict[str, int] = {}

    def plan(self, line: Line) -> Planned:
        """Raises `ValidationError` with the one reason why the line cannot be used."""
        if line.flaw:
            raise ValidationError(line.flaw.label)
        row = _row(line)
        self._refuse_twice(line.number, row)
        known = self._by_rspo.get(row.rspo) or self._nameless(row)
        return Planned(line.number, row, _change(row, known), known)

    def _refuse_twice(self, number: int, row: Row) -> None:
        for sign in filter(None, (row.rspo, row.name)):
            earlier = self._seen.setdefault(sign, number)
            if earlier != number:
                raise ValidationError(
                    _("The same institution stands in line %(number)d.")
                    % {"number": earlier}
                )

    def _nameless(self, row: Row) -> Institution | None:
        """Find who has this name; with another number it is somebody else."""
        namesake = self._by_name.get(row.name)
        if namesake and namesake.rspo and namesake.rspo != row.rspo:
            raise ValidationError(
                _("An institution of this name has another RSPO number: %(rspo)s.")
                % {"rspo": namesake.rspo}
            )
        return namesake


def _change(row: Row, known: Institution | None) -> Change:
    if known is None:
        return Change.NEW
    return Change.UPDATED if any(_differing(row, known)) else Change.SAME


def _differing(row: Row, known: Institution) -> Iterator[bool]:
    yield known.name != row.name
    yield known.kind != row.kind
    yield bool(row.rspo) and known.rspo != row.rspo
    yield bool(row.short_name) and known.short_name != row.short_name
    yield bool(row.town) and known.town != row.town
    yield bool(row.terc) and known.terc != row.terc
    yield bool(row.group) and (known.group is None or known.group.name != row.group)


def _row(line: Line) -> Row:
    values = line.values
    for key, longest in _LIMITS.items():
        if len(values.get(key, "")) > longest:
            raise ValidationError(
                _("Too long: %(column)s has at most %(limit)d characters.")
                % {"column": _label(key), "limit": longest}
            )
    name = values.get("name", "")
    if not name:
        raise ValidationError(_("The name is missing."))
    kind = _kind(values.get("kind", ""), name)
    terc = values.get("terc", "")
    if terc:
        check_terc(terc)
    return Row(
        rspo=_rspo(values.get("rspo", ""), kind),
        name=name,
        short_name=values.get("short_name", ""),
        kind=kind,
        town=values.get("town", ""),
        terc=terc,
        group=values.get("group", ""),
    )


def _label(key: str) -> str:
    return next(str(column.label) for column in COLUMNS if column.key == key)


def _rspo(number: str, kind: InstitutionKind) -> str:
    if not number and kind is not InstitutionKind.OFFICE:
        raise ValidationError(_("The RSPO number is missing."))
    is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_RSPO
    if number and not is_number:
        raise ValidationError(
            _("This is not an RSPO number: %(number)s.") % {"number": number[:40]}
        )
    return number


def _kind(words: str, name: str) -> InstitutionKind:
    """Recognise the kind by Polish words; the name speaks where the column does not."""
    said = fold(words or name)
    if said in _SHORT_KINDS:
        return _SHORT_KINDS[said]
    for kind, signs in _KIND_WORDS.items():
        if any(sign in said for sign in signs):
            return kind
    if "zespol" in said:
        raise ValidationError(
            _(
                "A group of schools is no institution: name it in the column Zespół"
                " beside each of its schools."
            )
        )
    raise ValidationError(
        _("Unknown kind: %(words)s. We know: kindergarten, primary school, office.")
        % {"words": (words or name)[:60]}
    )
