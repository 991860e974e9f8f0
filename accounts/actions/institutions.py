from collections.abc import Iterable

from anyascii import anyascii
from django.db import transaction
from django.utils.text import slugify

from accounts.actions.audit import record
from accounts.changes import person_changed
from accounts.importing.institutions import Change, Planned, Row
from accounts.models import AuditVerb, Institution, InstitutionGroup, User

SLUG_LENGTH = 70
_SHORT = 60


@transaction.atomic
def import_institutions(planned: Iterable[Planned], *, by: User) -> int:
    """Write what a checked table says; gives how many were added or changed.

    A known number is that institution: read in again, nothing comes twice.
    """
    changing = [each for each in planned if each.change is not Change.SAME]
    for each in changing:
        if each.known is None:
            _add(each.row)
        else:
            _update(each.known, each.row)
    if changing:
        added = sum(each.is_new for each in changing)
        record(
            AuditVerb.INSTITUTIONS_IMPORTED,
            actor=by,
            detail=f"+{added} ~{len(changing) - added}",
        )
    return len(changing)


def _add(row: Row) -> None:
    short = row.short_name or row.name[:_SHORT].strip()
    Institution.objects.create(
        name=row.name,
        short_name=short,
        slug=_free_slug(short),
        kind=row.kind,
        rspo=row.rspo,
        town=row.town,
        terc=row.terc,
        group=_group(row.group),
    )


def _update(known: Institution, row: Row) -> None:
    """Bring what the table gives; an empty cell takes nothing away."""
    is_renamed = known.name != row.name
    known.name, known.kind = row.name, row.kind
    known.rspo = row.rspo or known.rspo
    known.short_name = row.short_name or known.short_name
    known.town = row.town or known.town
    known.terc = row.terc or known.terc
    known.group = _group(row.group) or known.group
    known.save(
        update_fields=["name", "kind", "rspo", "short_name", "town", "terc", "group"]
    )
    if is_renamed:
        # What they wrote is found and shown with the name of the place.
        person_changed(*known.people.values_list("pk", flat=True), renamed=True)


def _group(name: str) -> InstitutionGroup | None:
    if not name:
        return None
    group, _created = InstitutionGroup.objects.get_or_create(name=name)
    return group


def _free_slug(name: str) -> str:
    """Make an address nobody has; addresses never change with the name."""
    stem = slugify(anyascii(name))[:SLUG_LENGTH].strip("-") or "placowka"
    taken = set(
        Institution.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    )
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
