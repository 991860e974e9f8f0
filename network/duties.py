"""What a leaving person holds in networks: coordination, and memberships."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.handover import Duty, Held, register_duty, register_ending
from accounts.models import User
from network.actions.handing_over import end_all_memberships, hand_over_coordination
from network.models import MemberRole, MemberState, Network

_MOST = 300


def register_duties() -> None:
    register_duty(
        Duty(
            "network.coordination",
            label=_("Coordination of a network"),
            held_by=_coordinated_by,
            candidates=_may_coordinate,
            hand_over=_hand_over,
        )
    )
    register_ending(_end_memberships)


def _coordinated_by(person: User) -> list[Held]:
    networks = Network.objects.filter(
        memberships__user=person,
        memberships__state=MemberState.ACTIVE,
        memberships__role=MemberRole.COORDINATOR,
    )
    return [
        Held(person, str(network.pk), network.name, network.get_absolute_url())
        for network in networks
    ]


def _may_coordinate(held: Held, actor: User) -> Iterable[User]:
    """Name the members; of a network without others, whom `actor` looks after."""
    people = User.objects.active().exclude(pk=held.person.pk)
    members = people.filter(
        network_memberships__network=int(held.key),
        network_memberships__state=MemberState.ACTIVE,
    ).select_related("institution")
    return list(members[:_MOST]) or list(
        people.managed_by(actor).select_related("institution")[:_MOST]
    )


def _hand_over(held: Held, to: User | None, actor: User | None) -> None:
    network = Network.objects.get(pk=int(held.key))
    hand_over_coordination(network, person=held.person, to=to, by=actor)


def _end_memberships(person: User, actor: User | None) -> list[str]:
    left = end_all_memberships(person, by=actor)
    return [gettext("Network: %(name)s") % {"name": network.name} for network in left]
