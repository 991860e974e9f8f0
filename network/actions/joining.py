"""Letting somebody into a network and out of it, with the access that goes along."""

from anyascii import anyascii
from django.utils import timezone
from django.utils.text import slugify

from accounts.actions.access_groups import add_to_group, remove_from_group
from accounts.models import User
from network.models import (
    Level,
    MemberRole,
    Membership,
    MemberState,
    Network,
    Reason,
    Subscription,
)
from network.models.membership import HANDLE_LENGTH


def lock_network(network: Network) -> Network:
    """Make changes of who belongs wait for one another."""
    return Network.objects.select_for_update().get(pk=network.pk)


def let_in(
    network: Network,
    user: User,
    *,
    by: User | None,
    role: MemberRole = MemberRole.MEMBER,
) -> Membership:
    """Make `user` an active member of the locked `network`, able to see what is in it."""
    now = timezone.now()
    membership = Membership.objects.filter(network=network, user=user).first()
    membership = membership or Membership(network=network, user=user)
    membership.state = MemberState.ACTIVE
    membership.role = role
    membership.decided_by = by
    membership.handle = membership.handle or _free_handle(network, user)
    membership.changed_at = membership.joined_at = membership.caught_up_at = now
    membership.ended_at = None
    membership.end_reason = ""
    membership.save()
    add_to_group(network.access_group, user, actor=by)
    # What somebody chose before leaving is still their choice.
    Subscription.objects.get_or_create(
        user=user,
        network=network,
        defaults={"level": Level(network.default_level), "reason": Reason.JOINED},
    )
    recount(network)
    return membership


def let_out(membership: Membership, *, by: User | None, reason: str = "") -> None:
    """End an active membership of a locked network; access ends with it."""
    now = timezone.now()
    membership.state = MemberState.ENDED
    membership.role = MemberRole.MEMBER
    membership.decided_by = by
    membership.changed_at = membership.ended_at = now
    membership.end_reason = reason
    membership.save(
        update_fields=[
            *("state", "role", "decided_by", "changed_at", "ended_at", "end_reason")
        ]
    )
    remove_from_group(membership.network.access_group, membership.user, actor=by)
    recount(membership.network)


def recount(network: Network) -> None:
    network.member_count = network.memberships.filter(state=MemberState.ACTIVE).count()
    network.save(update_fields=["member_count"])


def _free_handle(network: Network, user: User) -> str:
    """Make „ewa.malinowska”, or „ewa.malinowska2” where the first one is taken."""
    parts = (slugify(anyascii(name)) for name in (user.first_name, user.last_name))
    base = ".".join(part for part in parts if part)[: HANDLE_LENGTH - 5]
    base = base or f"osoba{user.pk}"
    taken = set(
        Membership.objects.filter(network=network, handle__startswith=base).values_list(
            "handle", flat=True
        )
    )
    numbered = (f"{base}{number}" for number in range(2, len(taken) + 3))
    return next(handle for handle in (base, *numbered) if handle not in taken)
