"""What happens in a person's networks."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from network.models import (
    Membership,
    MemberState,
    Network,
    Post,
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
    read = TopicRead.objects.filter(user=user, topic=OuterRef("pk"))
    topics = (
        Topic.objects.visible_to(user)
        .unread_by(user)
        .select_related("network")
        .annotate(read_to=Coalesce(Subquery(read.values("last_read_position")[:1]), 0))
        .annotate(first_unread=Subquery(_next_post()))
        .order_by("network__name", "network_id", "-last_post_at")[:TOPICS_LOOKED_AT]
    )
    found = []
    for network, group in groupby(topics, key=lambda topic: topic.network):
        unread = [UnreadTopic(topic, _url(topic)) for topic in group]
        more = max(len(unread) - TOPICS_SHOWN, 0)
        found.append(UnreadNetwork(network, unread[:TOPICS_SHOWN], more))
    return found


def _next_post() -> QuerySet[Post]:
    after = Post.objects.filter(topic=OuterRef("pk"), position__gt=OuterRef("read_to"))
    return after.order_by("position").values("pk")[:1]


def _url(topic: Topic) -> str:
    read_to, first_unread = topic.read_to, topic.first_unread
    page = topic.url_at(read_to + 1)
    return f"{page}#wpis-{first_unread}" if first_unread else page


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
