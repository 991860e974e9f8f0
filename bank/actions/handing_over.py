"""What happens to unfinished work in the bank when somebody leaves for good."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from bank.actions.history import record
from bank.models import EventKind, Material, ReviewAssignment


@transaction.atomic
def hand_over_review(
    review: ReviewAssignment, *, person: User, to: User | None, by: User | None
) -> None:
    """Give a claimed review to another moderator, or back to the queue.

    Nothing happens if it was decided or released meanwhile.
    """
    material = Material.objects.select_for_update().get(pk=review.material_id)
    held = ReviewAssignment.objects.open().filter(pk=review.pk, reviewer=person)
    claimed_at = timezone.now() if to else None
    if held.update(reviewer=to, claimed_at=claimed_at):
        record(material, EventKind.RELEASED, by=by)
        if to is not None:
            record(material, EventKind.CLAIMED, by=to)


@transaction.atomic
def hand_over_draft(material: Material, *, person: User, to: User) -> None:
    """Have a co-author own the draft; both stay its authors."""
    locked = Material.objects.select_for_update().filter(pk=material.pk)
    locked.filter(owner=person, first_published_at=None).update(owner=to)
