"""What happens to networks when one of their people leaves for good."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from network.actions.joining import let_in, let_out, lock_network
from network.models import MemberRole, Membership, MemberState, Network

_WAITING = (MemberState.INVITED, MemberState.REQUESTED)


@transaction.atomic
def hand_over_coordination(
    network: Network, *, person: User, to: User | None, by: User | None
) -> None:
    """Have `to` coordinate instead of `person`; topics and history stay as they are.

    With nobody to take it over the network stays without a coordinator, and the
    office sees that it has none.
    """
    locked = lock_network(network)
    if to is not None:
        joined = locked.memberships.filter(user=to, state=MemberState.ACTIVE)
        if joined.exists():
            joined.update(role=MemberRole.COORDINATOR, decided_by=by)
        else:
            let_in(locked, to, by=by, role=MemberRole.COORDINATOR)
    locked.memberships.filter(user=person).update(role=MemberRole.MEMBER, decided_by=by)


@transaction.atomic
def end_all_memberships(person: User, *, by: User | None) -> list[Network]:
    """End every membership, request and invitation of `person`; give what they left."""
    asked = Membership.objects.filter(user=person, state__in=_WAITING)
    asked.update(state=MemberState.ENDED, changed_at=timezone.now(), decided_by=by)
    held = Membership.objects.filter(user=person, state=MemberState.ACTIVE)
    left = []
    for membership in held.select_related("network", "user").order_by("network"):
        membership.network = lock_network(membership.network)
        let_out(membership, by=by)
        left.append(membership.network)
    return left
