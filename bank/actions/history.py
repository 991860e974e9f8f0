"""Logging what happened, and telling those it concerns."""

from __future__ import annotations

from accounts.models import User
from bank.models import EventKind, Material, MaterialEvent

SEARCH_SOURCE = "material"


def record(
    material: Material, kind: EventKind, *, by: User | None, reason: str = ""
) -> MaterialEvent:
    """Add a line to the history, in the transaction of what it tells of."""
    return MaterialEvent.objects.create(
        material_id=material.pk,
        kind=kind,
        actor=by,
        reason=reason,
        revision_id=material.latest_revision_id,
        version=material.published_version or None,
    )
