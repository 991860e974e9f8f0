"""Telling people about their materials, in the transaction of what happened."""

from __future__ import annotations

from accounts.models import User
from accounts.roles import Role
from bank.models import Material, MaterialEvent, ReviewAssignment
from notifications.actions.notify import notify
from notifications.audience import Reason, Recipient


def tell_moderators(
    review: ReviewAssignment, material: Material, *, actor: User
) -> None:
    """Say that a material waits; whoever wrote it cannot review it."""
    moderators = User.objects.holding(Role.MODERATOR)
    notify(
        "material.submitted",
        target=str(material.pk),
        event=f"{review.pk}-{review.submitted_at.timestamp()}",
        recipients=[
            Recipient(user.pk, Reason.YOUR_DUTY)
            for user in moderators
            if not material.is_written_by(user)
        ],
        actor=actor,
    )


def tell_authors(kind_key: str, event: MaterialEvent, *, actor: User) -> None:
    """Say to the owner and the authors what became of their material."""
    material = Material.objects.prefetch_related("authors").get(pk=event.material_id)
    people = [material.owner_id, *(a.user_id for a in material.authors.all())]
    notify(
        kind_key,
        target=str(material.pk),
        event=str(event.pk),
        recipients=[Recipient(pk, Reason.CONCERNS_YOU) for pk in people if pk],
        actor=actor,
        data={"reason": event.reason},
    )
