"""Putting what somebody wrote into a material, within its limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from bank.models import (
    Attachment,
    LessonPlan,
    LessonStep,
    Material,
    MaterialAuthor,
    StoredFile,
)
from bank.models.audience import write_roles
from bank.models.material import SLUG_OF_THE_UNTITLED

# Any: values are what the fields of the form hold, each of its own type.
Data = Mapping[str, Any]

MOST_STEPS: Final = 40
MOST_ATTACHMENTS: Final = 20
MOST_AUTHORS: Final = 10


@dataclass(frozen=True, slots=True)
class StepText:
    """One step of a lesson as somebody typed it."""

    title: str = ""
    minutes: int | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A stored file and what it is."""

    file: StoredFile
    title: str = ""


def write(material: Material, data: Data, *, by: User) -> None:
    """Set what `data` names and check every limit; saves nothing.

    Besides fields by name: `steps` (of `StepText`), `attachments` (of
    `AttachedFile`), `authors` (of `User`), `visibility_roles` (keys). Absent names
    keep their value. Raises `ValidationError` keyed by field.
    """
    for name, value in data.items():
        if name in _CHILDREN:
            _CHILDREN[name](material, list(value), by)
        elif name in _editable(material):
            _set(material, name, value)
        else:
            raise KeyError(name)
    material.slug = slugify(anyascii(material.title))[:80].strip("-") or (
        SLUG_OF_THE_UNTITLED
    )
    _check_limits(material)


def _editable(material: Material) -> set[str]:
    fields = [*material._meta.fields, *material._meta.many_to_many]
    inherited = {"go_live_at", "expire_at", "first_published_at", "slug", "title_id"}
    return {f.name for f in fields if f.editable} - inherited


def _set(material: Material, name: str, value: Any) -> None:  # noqa: ANN401
    field = material._meta.get_field(name)
    if field.many_to_many:
        getattr(material, name).set(list(value))
    else:
        setattr(material, name, value)


def _set_steps(material: Material, steps: list[StepText], _by: User) -> None:
    if not isinstance(material, LessonPlan):
        raise KeyError("steps")
    _refuse_more_than(MOST_STEPS, steps, "steps")
    material.steps.set(
        LessonStep(
            sort_order=number,
            title=step.title,
            minutes=step.minutes,
            description=step.description,
        )
        for number, step in enumerate(steps)
    )


def _set_attachments(material: Material, files: list[AttachedFile], by: User) -> None:
    """Attach the writer's own files and those already here, nobody else's."""
    _refuse_more_than(MOST_ATTACHMENTS, files, "attachments")
    here = {attachment.file_id for attachment in material.attachments.all()}
    allowed = StoredFile.objects.visible_to(by)
    wanted = {each.file.pk for each in files} - here
    if allowed.filter(pk__in=wanted, owner=by).count() != len(wanted):
        raise ValidationError({"attachments": _("One of the files is not yours.")})
    material.attachments.set(
        Attachment(file=each.file, title=each.title, sort_order=number)
        for number, each in enumerate(files)
    )


def _set_authors(material: Material, people: list[User], _by: User) -> None:
    """Name these; the owner always, a newcomer only while their account lives."""
    owner = [material.owner] if material.owner else []
    named = list(dict.fromkeys(people if material.owner in people else owner + people))
    _refuse_more_than(MOST_AUTHORS, named, "authors")
    here = {author.user_id for author in material.authors.all()}
    if any(not person.is_active and person.pk not in here for person in named):
        raise ValidationError({"authors": _("One of these people has no account.")})
    material.authors.set(
        MaterialAuthor(user=person, sort_order=number)
        for number, person in enumerate(named)
    )


def _set_roles(material: Material, roles: list[str], _by: User) -> None:
    material.visibility_roles = write_roles(roles)


_CHILDREN: dict[str, Callable[[Any, list[Any], User], None]] = {
    "steps": _set_steps,
    "attachments": _set_attachments,
    "authors": _set_authors,
    "visibility_roles": _set_roles,
}


def _refuse_more_than(most: int, items: list[Any], name: str) -> None:
    if len(items) > most:
        message = _("There can be at most %(most)d of these.") % {"most": most}
        raise ValidationError({name: message})


def _check_limits(material: Material) -> None:
    """Refuse what is too long or out of range; never what is merely missing."""
    errors: dict[str, list[str]] = {}
    _gather(material, "", errors)
    children: dict[str, Iterable[models.Model]] = {
        "attachments": material.attachments.all()
    }
    if isinstance(material, LessonPlan):
        children["steps"] = material.steps.all()
    for name, rows in children.items():
        for number, row in enumerate(rows, start=1):
            _gather(row, f"{name}-{number}-", errors)
    if errors:
        raise ValidationError(errors)


def _gather(row: models.Model, prefix: str, errors: dict[str, list[str]]) -> None:
    related = [field.name for field in row._meta.fields if field.is_relation]
    try:
        row.clean_fields(exclude=related)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            errors[prefix + name] = messages
