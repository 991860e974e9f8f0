"""Reading a revision without asking the database about every step, file and author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Self

from django.db.models import ForeignKey, Model, OneToOneField
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import Revision

Data = dict[str, Any]
Found = dict[type[Model], dict[int, Model]]


class Restored(ClusterableModel):
    """Asks once a table which rows still exist, and keeps them at hand."""

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(
        cls,
        data: Data,
        check_fks: bool = True,
        strict_fks: bool = False,
    ) -> Self | None:
        if not check_fks:
            asked: Self | None = super().from_serializable_data(data, False, strict_fks)
            return asked
        found = _rows_of(cls, data)
        kept = data | dict.fromkeys(
            _lost(cls, data, found)
        )  # of the text itself: forgotten
        for name, model in _children(cls):
            rows = data.get(name, [])
            kept[name] = [row for row in rows if not _lost(model, row, found)]
        restored: Self = super().from_serializable_data(kept, False, strict_fks)
        _remember(restored, found)
        for name, _model in _children(cls):
            for child in getattr(restored, name).all():
                _remember(child, found)
        return restored


def _children(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    for relation in get_all_child_relations(model):
        yield relation.get_accessor_name(), relation.related_model


def _links(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    """Give what may be lost: neither the text's own row nor Wagtail's history."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and not isinstance(field, OneToOneField | ParentalKey)
        and field.related_model is not Revision
    ]


def _rows_of(model: type[Model], data: Data) -> Found:
    keys: dict[type[Model], set[int]] = defaultdict(set)
    parts = [(model, data)]
    parts += [
        (kind, row) for name, kind in _children(model) for row in data.get(name, [])
    ]
    for kind, row in parts:
        for link in _links(kind):
            if row.get(link.name) is not None:
                keys[link.related_model].add(row[link.name])
    return {
        kind: kind._default_manager.in_bulk(wanted)  # noqa: SLF001
        for kind, wanted in keys.items()
    }


def _lost(model: type[Model], row: Data, found: Found) -> list[str]:
    return [
        link.name
        for link in _links(model)
        if (key := row.get(link.name)) is not None
        and key not in found[link.related_model]
    ]


def _remember(row: Model, found: Found) -> None:
    for link in _links(type(row)):
        key = getattr(row, link.attname)
        if key is not None:
            setattr(row, link.name, found[link.related_model][key])
