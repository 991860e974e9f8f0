"""Taking many materials in at once, as vetted elsewhere or as drafts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from anyascii import anyascii
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from bank.actions.history import SEARCH_SOURCE
from bank.importing.rows import Row
from bank.models import (
    EventKind,
    ImportedMaterial,
    Kind,
    LessonPlan,
    License,
    Material,
    MaterialAuthor,
    MaterialEvent,
    MathGame,
    Visibility,
)
from bank.models.material import SLUG_OF_THE_UNTITLED
from search.actions import record_change

_MODELS: dict[Kind, type[LessonPlan] | type[MathGame]] = {
    Kind.LESSON_PLAN: LessonPlan,
    Kind.MATH_GAME: MathGame,
}


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Whose materials they become, and how they stand in the bank.

    `owner` answers for the rights. `license` and `visibility` are for rows that
    name none.
    """

    owner: User
    published: bool
    license: License
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class Imported:
    """How many of the rows did what; `kept` were changed here and stay so."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0

    def __add__(self, other: Imported) -> Imported:
        return Imported(
            self.added + other.added,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.kept + other.kept,
        )


@transaction.atomic
def import_materials(rows: Sequence[Row], options: ImportOptions) -> Imported:
    """Add new rows, update those whose record changed, leave the rest alone.

    The text of a material that somebody has edited here since is never replaced.
    """
    ids = [row.external_id for row in rows]
    known = {
        each.external_id: each
        for each in ImportedMaterial.objects.filter(external_id__in=ids)
        .select_related("material")
        .select_for_update(of=("self",))
    }
    fresh = [row for row in rows if row.external_id not in known]
    changed = [
        (row, known[row.external_id])
        for row in rows
        if row.external_id in known and known[row.external_id].checksum != row.checksum
    ]
    free = [(row, each) for row, each in changed if _is_untouched(each.material)]
    pks = [*_add(fresh, options), *(_update(row, each, options) for row, each in free)]
    record_change(SEARCH_SOURCE, *pks)
    return Imported(
        len(fresh),
        len(free),
        len(rows) - len(fresh) - len(changed),
        len(changed) - len(free),
    )


def _is_untouched(material: Material) -> bool:
    return material.latest_revision_id is None and material.withdrawn_at is None


def _add(rows: Sequence[Row], options: ImportOptions) -> list[int]:
    """Insert the base rows together, then each kind's own part.

    Django refuses `bulk_create` on a model with a parent table, so the parts are
    saved raw, one statement each.
    """
    licenses = set(_public_licenses())
    made = [_material(row, options, licenses) for row in rows]
    Material.objects.bulk_create(made, batch_size=500)
    for row, material in zip(rows, made, strict=True):
        part = _MODELS[row.kind](material_ptr_id=material.pk, **row.texts)
        part.save_base(raw=True, force_insert=True)
    _link(made, rows)
    _record(made, options)
    MaterialAuthor.objects.bulk_create(
        MaterialAuthor(material=material, user=options.owner) for material in made
    )
    ImportedMaterial.objects.bulk_create(
        ImportedMaterial(
            material=material, external_id=row.external_id, checksum=row.checksum
        )
        for row, material in zip(rows, made, strict=True)
    )
    return [material.pk for material in made]


def _update(row: Row, known: ImportedMaterial, options: ImportOptions) -> int:
    material: Material = known.material
    values = _values(row, options, set(_public_licenses()))
    for name, value in values.items():
        setattr(material, name, value)
    material.published_version += 1 if options.published else 0
    Material.objects.filter(pk=material.pk).update(
        **values, published_version=material.published_version
    )
    model = _MODELS[row.kind]
    model.objects.filter(pk=material.pk).update(**row.texts)
    _unlink(material)
    _link([material], [row])
    known.checksum = row.checksum
    known.save(update_fields=["checksum"])
    kind = EventKind.CORRECTED if material.live else EventKind.CREATED
    MaterialEvent.objects.create(
        material=material,
        kind=kind,
        actor=options.owner,
        version=material.published_version or None,
    )
    return int(material.pk)


def _material(row: Row, options: ImportOptions, public: set[int]) -> Material:
    now = timezone.now()
    published = {
        "live": True,
        "first_published_at": now,
        "last_published_at": now,
        "published_version": 1,
        "has_unpublished_changes": False,
    }
    return Material(
        kind=row.kind,
        owner=options.owner,
        institution_id=options.owner.institution_id,
        rights_confirmed_at=now,
        rights_confirmed_by=options.owner,
        **_values(row, options, public),
        **(published if options.published else {}),
    )


def _values(row: Row, options: ImportOptions, public: set[int]) -> dict[str, Any]:
    """Give the columns that a row decides; Any, because each has its own type."""
    license_id = row.license or options.license.pk
    visibility = Visibility(row.visibility or options.visibility)
    if visibility == Visibility.PUBLIC and license_id not in public:
        visibility = Visibility.SIGNED_IN
    slug = slugify(anyascii(row.title))[:80].strip("-")
    return {
        "title": row.title,
        "slug": slug or SLUG_OF_THE_UNTITLED,
        "summary": row.summary,
        "duration_minutes": row.duration_minutes,
        "license_id": license_id,
        "visibility": visibility,
        "changed_at": timezone.now(),
    }


def _public_licenses() -> Iterable[int]:
    public = License.objects.filter(widest_visibility=Visibility.PUBLIC)
    return public.values_list("pk", flat=True)


_LINKS = {
    "subjects": ("subject_id", "subjects"),
    "class_years": ("classyear_id", "class_years"),
    "key_competences": ("keycompetence_id", "competences"),
}


def _link(materials: Sequence[Material], rows: Sequence[Row]) -> None:
    for name, (column, attribute) in _LINKS.items():
        through = getattr(Material, name).through
        through.objects.bulk_create(
            [
                through(material_id=material.pk, **{column: pk})
                for material, row in zip(materials, rows, strict=True)
                for pk in getattr(row, attribute)
            ],
            batch_size=400,
        )


def _unlink(material: Material) -> None:
    for name in _LINKS:
        through = getattr(Material, name).through
        through.objects.filter(material_id=material.pk).delete()


def _record(materials: Sequence[Material], options: ImportOptions) -> None:
    kind = EventKind.PUBLISHED if options.published else EventKind.CREATED
    MaterialEvent.objects.bulk_create(
        MaterialEvent(
            material=material,
            kind=kind,
            actor=options.owner,
            version=material.published_version or None,
        )
        for material in materials
    )
