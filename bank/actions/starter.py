"""Materials that come with the installation: put in, and taken out when untouched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.people import create_person
from accounts.models import User
from bank.actions.content import Data, write
from bank.actions.drafts import MODELS
from bank.actions.history import SEARCH_SOURCE, record
from bank.exceptions import NotComplete
from bank.models import (
    EventKind,
    ImportedMaterial,
    Kind,
    Material,
    MaterialAuthor,
)
from bank.models.completeness import missing_parts
from search.actions import record_change

# No such mailbox can exist (RFC 2606), so nobody ever signs in as this author.
STARTER_ADDRESS = "starter@bank-wiedzy.invalid"


@dataclass(frozen=True)
class Kept:
    """A starter material that stays, and why."""

    material: Material
    reason: str


@dataclass(frozen=True)
class Removed:
    count: int
    kept: list[Kept]


@transaction.atomic
def starter_author() -> User:
    """Give the author of the starter materials: a name, and no way to sign in."""
    known: User | None = User.objects.filter(email=STARTER_ADDRESS).first()
    if known is not None:
        return known
    author = create_person(
        email=STARTER_ADDRESS, first_name="Zespół", last_name="Banku Wiedzy"
    )
    author.is_active = False
    author.save(update_fields=["is_active"])
    return author


@transaction.atomic
def add_starter(
    key: str, kind: Kind, *, data: Data, author: User, by: User | None
) -> Material | None:
    """Publish one starter material; nothing when it was put in before.

    It was vetted with the release, so no moderator is asked. One transaction each:
    a load that was stopped goes on where it was. Raises `NotComplete`.
    """
    # Two loads race: the second waits here and finds what the first put in.
    User.objects.select_for_update().get(pk=author.pk)
    if ImportedMaterial.objects.filter(external_id=f"starter:{key}").exists():
        return None
    material = _begin(kind, data, author, by)
    revision = material.save_revision(user=by, clean=False)
    # Wagtail asks for a permission of its admin; who may do this is asked at our door.
    revision.publish(user=by, skip_permission_checks=True)
    ImportedMaterial.objects.create(
        material_id=material.pk, external_id=f"starter:{key}", checksum=""
    )
    record(material, EventKind.PUBLISHED, by=by)
    record_change(SEARCH_SOURCE, material.pk)
    return material


def _begin(kind: Kind, data: Data, author: User, by: User | None) -> Material:
    material = MODELS[kind](
        owner=author,
        is_starter=True,
        published_version=1,
        rights_confirmed_at=timezone.now(),
        rights_confirmed_by=by or author,
    )
    material.authors.set([MaterialAuthor(user=author)])
    write(material, data, by=author)
    if missing := missing_parts(material):
        raise NotComplete(missing)
    material.save()
    return material


@transaction.atomic
def remove_starter(*, in_use: Mapping[int, str]) -> Removed:
    """Delete the starter materials nobody changed or used; tell which stay and why.

    `in_use` names what the apps above know of: material by material, in words.
    """
    kept: list[Kept] = []
    gone: list[int] = []
    rows = Material.objects.starter().select_for_update().order_by("pk")
    for material in rows:
        if reason := _touched(material) or in_use.get(material.pk, ""):
            kept.append(Kept(material, reason))
        else:
            gone.append(material.pk)
            material.specific.delete()
    record_change(SEARCH_SOURCE, *gone)
    return Removed(len(gone), kept)


def _touched(material: Material) -> str:
    """Say what somebody has done to the material; a query for its authors."""
    if material.is_withdrawn:
        return _("withdrawn by a moderator")
    if material.is_featured:
        return _("recommended by a moderator")
    if material.edit_version > 1 or material.published_version > 1:
        return _("changed here")
    if material.authors.exclude(user__email=STARTER_ADDRESS).exists():
        return _("somebody here is its author")
    return ""
