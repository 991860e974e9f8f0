"""The ways into a network and out of it."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from jobs.actions import enqueue
from network.actions.joining import let_in, let_out, lock_network
from network.exceptions import (
    AlreadyMember,
    JoiningByInvitation,
    LastCoordinator,
    MembershipMoved,
    NetworkArchived,
)
from network.models import (
    Joining,
    MemberRole,
    Membership,
    MemberState,
    Network,
)


@transaction.atomic
def request_membership(network: Network, *, user: User, note: str = "") -> Membership:
    """Ask to join; who was invited is let in at once, asking twice is asking once.

    Raises `NetworkArchived`, `AlreadyMember` or `JoiningByInvitation`.
    """
    locked = _lock_working(network)
    held = locked.memberships.filter(user=user).first()
    if held and held.state == MemberState.INVITED:
        return let_in(locked, user, by=held.invited_by)
    if held and held.state == MemberState.ACTIVE:
        raise AlreadyMember(user.pk)
    if held and held.state == MemberState.REQUESTED:
        return held
    if locked.joining != Joining.REQUEST:
        raise JoiningByInvitation(locked.pk)
    asked = _move(locked, user, MemberState.REQUESTED, note=note)
    enqueue("network.tell_request", asked.pk, asked.stamp)
    return asked


@transaction.atomic
def cancel_request(network: Network, *, user: User) -> None:
    """Take back one's own request. Raises `MembershipMoved`."""
    locked = lock_network(network)
    _held_in(locked, user, MemberState.REQUESTED)
    _move(locked, user, MemberState.ENDED)


@transaction.atomic
def approve_request(membership: Membership, *, by: User) -> Membership:
    """Let in who asked. Raises `MembershipMoved` or `NetworkArchived`."""
    locked = _lock_working(membership.network)
    asked = _held_in(locked, membership.user, MemberState.REQUESTED)
    member = let_in(locked, asked.user, by=by)
    enqueue("network.tell_decision", member.pk, member.stamp)
    return member


@transaction.atomic
def decline_request(
    membership: Membership, *, by: User, reason: str = ""
) -> Membership:
    """Refuse who asked, saying why. Raises `MembershipMoved`."""
    locked = lock_network(membership.network)
    asked = _held_in(locked, membership.user, MemberState.REQUESTED)
    refused = _move(
        locked, asked.user, MemberState.DECLINED, decided_by=by, end_reason=reason
    )
    enqueue("network.tell_decision", refused.pk, refused.stamp)
    return refused


@transaction.atomic
def invite(network: Network, *, user: User, by: User) -> Membership:
    """Invite `user`; who had asked is let in at once, inviting twice is inviting once.

    Raises `NetworkArchived` or `AlreadyMember`.
    """
    locked = _lock_working(network)
    held = locked.memberships.filter(user=user).first()
    if held and held.state == MemberState.ACTIVE:
        raise AlreadyMember(user.pk)
    if held and held.state == MemberState.REQUESTED:
        return approve_request(held, by=by)
    if held and held.state == MemberState.INVITED:
        return held
    invited = _move(locked, user, MemberState.INVITED, invited_by=by)
    enqueue("network.tell_invitation", invited.pk, invited.stamp)
    return invited


@transaction.atomic
def accept_invitation(network: Network, *, user: User) -> Membership:
    """Come in by an invitation. Raises `MembershipMoved` or `NetworkArchived`."""
    locked = _lock_working(network)
    held = _held_in(locked, user, MemberState.INVITED)
    return let_in(locked, user, by=held.invited_by)


@transaction.atomic
def decline_invitation(network: Network, *, user: User) -> None:
    """Refuse an invitation. Raises `MembershipMoved`."""
    locked = lock_network(network)
    _held_in(locked, user, MemberState.INVITED)
    _move(locked, user, MemberState.DECLINED)


@transaction.atomic
def withdraw_invitation(membership: Membership, *, by: User) -> None:
    """Take an invitation back before it is answered. Raises `MembershipMoved`."""
    locked = lock_network(membership.network)
    held = _held_in(locked, membership.user, MemberState.INVITED)
    _move(locked, held.user, MemberState.ENDED, decided_by=by)


@transaction.atomic
def end_membership(network: Network, *, user: User, by: User, reason: str = "") -> None:
    """End somebody's membership, one's own or another's; access ends at once.

    Raises `MembershipMoved`, or `LastCoordinator` when nobody would lead on.
    """
    locked = lock_network(network)
    held = _held_in(locked, user, MemberState.ACTIVE)
    _refuse_last_coordinator(held)
    held.network = locked
    let_out(held, by=by, reason=reason)


@transaction.atomic
def change_role(membership: Membership, *, role: MemberRole, by: User) -> Membership:
    """Make a member a coordinator, or the other way round.

    Raises `MembershipMoved` or `LastCoordinator`.
    """
    locked = lock_network(membership.network)
    held = _held_in(locked, membership.user, MemberState.ACTIVE)
    if role == MemberRole.MEMBER:
        _refuse_last_coordinator(held)
    held.role = role
    held.decided_by = by
    held.save(update_fields=["role", "decided_by"])
    return held


def _lock_working(network: Network) -> Network:
    locked = lock_network(network)
    if not locked.is_active:
        raise NetworkArchived(locked.pk)
    return locked


def _held_in(network: Network, user: User, state: MemberState) -> Membership:
    held = network.memberships.filter(user=user, state=state).first()
    if held is None:
        raise MembershipMoved(user.pk)
    return held


def _move(
    network: Network, user: User, state: MemberState, **changes: User | str | None
) -> Membership:
    """Set a state that is not active, and forget what belonged to the last one."""
    forgotten = {"decided_by": None, "invited_by": None, "note": "", "end_reason": ""}
    held, _created = Membership.objects.update_or_create(
        network=network,
        user=user,
        defaults={
            **forgotten,
            **changes,
            "state": state,
            "role": MemberRole.MEMBER,
            "changed_at": timezone.now(),
        },
    )
    return held


def _refuse_last_coordinator(held: Membership) -> None:
    others = Membership.objects.coordinating().filter(network=held.network_id)
    if held.is_coordinator and not others.exclude(pk=held.pk).exists():
        raise LastCoordinator(held.network_id)
