"""What happens in a person's networks."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import OuterRef, Q, Subquery

from accounts.models import User
from network.models import (
    MemberRole,
    Membership,
    MemberState,
    Network,
    Topic,
    TopicRead,
)

TOPICS_LOOKED_AT = 60
TOPICS_SHOWN = 3


@dataclass(frozen=True)
class UnreadTopic:
    topic: Topic
    url: str


@dataclass(frozen=True)
class UnreadNetwork:
    """Unread topics of one network, the latest first."""

    network: Network
    topics: list[UnreadTopic]
    more: int


@dataclass(frozen=True)
class Doors:
    """Who waits at a door: of a network for me, or at one of mine."""

    invitations: list[Membership]
    requests: list[Membership]


def unread_networks(user: User) -> list[UnreadNetwork]:
    """Group unread topics by network, each with a link to the first unread post."""
    read_to = TopicRead.objects.filter(user=user, topic=OuterRef("pk")).values(
        "last_read_position"
    )
    topics = (
        Topic.objects.visible_to(user)
        .unread_by(user)
        .select_related("network")
        .annotate(read_to=Subquery(read_to[:1]))
        .order_by("network__name", "network_id", "-last_post_at")[:TOPICS_LOOKED_AT]
    )
    found = []
    for network, group in groupby(topics, key=lambda topic: topic.network):
        unread = [UnreadTopic(topic, _first_unread(topic)) for topic in group]
        found.append(
            UnreadNetwork(
                network, unread[:TOPICS_SHOWN], max(len(unread) - TOPICS_SHOWN, 0)
            )
        )
    return found


def _first_unread(topic: Topic) -> str:
    position = (getattr(topic, "read_to", None) or 0) + 1
    return f"{topic.url_at(position)}#wpis-{position}"


def doors(user: User) -> Doors:
    """Invitations to answer, and requests to networks the person coordinates."""
    coordinated = Membership.objects.coordinating().filter(user=user).values("network")
    waiting = Membership.objects.filter(
        Q(user=user, state=MemberState.INVITED)
        | Q(network__in=coordinated, state=MemberState.REQUESTED)
    ).select_related("network", "user")
    rows = list(waiting.order_by("changed_at")[:20])
    return Doors(
        invitations=[row for row in rows if row.state == MemberState.INVITED],
        requests=[row for row in rows if row.state == MemberState.REQUESTED],
    )


def coordinates_any(user: User) -> bool:
    return Membership.objects.filter(
        user=user, role=MemberRole.COORDINATOR, state=MemberState.ACTIVE
    ).exists()
