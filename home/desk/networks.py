"""What happens in a person's networks."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from accounts.models import User
from network.models import Membership, MemberState, Network, Topic
from network.models.desk import unread_topics

TOPICS_LOOKED_AT = 60
TOPICS_SHOWN = 3
DOORS_SHOWN = 20


@dataclass(frozen=True)
class UnreadNetwork:
    """Unread topics of one network, the latest first."""

    network: Network
    topics: list[Topic]
    more: int


@dataclass(frozen=True)
class Doors:
    """Who waits at a door: of a network for me, or at one of mine."""

    invitations: list[Membership]
    requests: list[Membership]


def unread_networks(user: User) -> list[UnreadNetwork]:
    """Group unread topics by network; one query."""
    topics = (
        unread_topics(user)
        .select_related(None)
        .select_related("network")  # who wrote is not shown here
        .order_by("network__name", "network", "-last_post_at")
    )
    found = []
    for network, group in groupby(topics[:TOPICS_LOOKED_AT], lambda each: each.network):
        unread = list(group)
        more = max(len(unread) - TOPICS_SHOWN, 0)
        found.append(UnreadNetwork(network, unread[:TOPICS_SHOWN], more))
    return found


def doors(user: User) -> Doors:
    """Invitations to answer, and requests to networks the person coordinates."""
    coordinated = Membership.objects.coordinating().filter(user=user).values("network")
    waiting = Membership.objects.filter(
        Q(user=user, state=MemberState.INVITED)
        | Q(network__in=coordinated, state=MemberState.REQUESTED)
    ).select_related("network", "user")
    rows = list(waiting.order_by("changed_at")[:DOORS_SHOWN])
    return Doors(
        invitations=[row for row in rows if row.state == MemberState.INVITED],
        requests=[row for row in rows if row.state == MemberState.REQUESTED],
    )
