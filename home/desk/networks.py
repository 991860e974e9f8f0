"""What happens in a person's networks, and in those they coordinate."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.db.models import OuterRef
from django.utils import timezone

from accounts.models import User
from home.desk.counting import count_of, number
from network.models import (
    Membership,
    MemberState,
    Network,
    NetworkStatus,
    Topic,
)
from network.models.activity import QUIET_AFTER, unanswered_topics, writers_since
from network.models.desk import unread_topics

TOPICS_LOOKED_AT: Final = 30
TOPICS_SHOWN: Final = 3
NETWORKS_SHOWN: Final = 16
OPENED: Final = 6
INVITATIONS_SHOWN: Final = 20
LED_SHOWN: Final = 12
_OF_TOPIC: Final = ("network_id", "title", "slug", "last_post_at", "last_position")


@dataclass(frozen=True)
class OwnNetwork:
    """A network of mine with its unread topics, the latest first."""

    network: Network
    topics: list[Topic] = field(default_factory=list)
    more: int = 0

    @property
    def unread(self) -> int:
        return len(self.topics) + self.more


@dataclass(frozen=True)
class LedNetwork:
    """What a coordinator looks after in one network."""

    network: Network
    requests: int
    unanswered: int
    members: int
    writers: int

    @property
    def quiet(self) -> int:
        return max(self.members - self.writers, 0)

    @property
    def needs_care(self) -> bool:
        return bool(self.requests or self.unanswered)


@dataclass(frozen=True)
class OwnNetworks:
    """All one's networks: those with something new first, then by name."""

    shown: list[OwnNetwork]
    more: int
    invitations: list[Membership]
    leads: bool

    @property
    def unread(self) -> list[OwnNetwork]:
        """The first few with something new; more would push the rest out of sight."""
        return [each for each in self.shown if each.topics][:OPENED]

    @property
    def others(self) -> list[OwnNetwork]:
        """The rest, each as a way in with how much is new."""
        return self.shown[len(self.unread) :]


def own_networks(user: User) -> OwnNetworks:
    """Find one's networks, invitations and unread topics; two queries."""
    held = list(
        Membership.objects.filter(
            user=user,
            state__in=(MemberState.ACTIVE, MemberState.INVITED),
            network__status=NetworkStatus.ACTIVE,
        )
        .select_related("network")
        .order_by("network__name")
    )
    active = [each for each in held if each.is_active]
    unread = _unread(user) if active else {}
    mine = [_own(each.network, unread.get(each.network_id, [])) for each in active]
    mine.sort(key=lambda each: not each.topics)
    return OwnNetworks(
        shown=mine[:NETWORKS_SHOWN],
        more=max(len(mine) - NETWORKS_SHOWN, 0),
        invitations=[each for each in held if not each.is_active][:INVITATIONS_SHOWN],
        leads=any(each.is_coordinator for each in active),
    )


def _own(network: Network, topics: list[Topic]) -> OwnNetwork:
    for topic in topics:
        topic.network = network  # known already, so not loaded for each topic
    more = max(len(topics) - TOPICS_SHOWN, 0)
    return OwnNetwork(network, topics[:TOPICS_SHOWN], more)


def _unread(user: User) -> dict[int, list[Topic]]:
    """Group unread topics by network; one query."""
    found: dict[int, list[Topic]] = defaultdict(list)
    topics = unread_topics(user, at_most=TOPICS_LOOKED_AT).only(*_OF_TOPIC)
    for topic in topics:
        found[topic.network_id].append(topic)
    return found


def led_networks(user: User) -> list[LedNetwork]:
    """Count what waits in the networks a person coordinates; one query."""
    since = timezone.now() - timedelta(days=QUIET_AFTER)
    led = Membership.objects.coordinating().filter(user=user).values("network")
    asking = Membership.objects.filter(state=MemberState.REQUESTED)
    here = {"network": OuterRef("pk")}
    found = (
        Network.objects.active()
        .filter(pk__in=led)
        .annotate(
            n_asking=count_of(asking.filter(**here), "network"),
            n_unanswered=count_of(unanswered_topics().filter(**here), "network"),
            n_members=count_of(Membership.objects.active().filter(**here), "network"),
            n_writers=count_of(
                writers_since(since).filter(topic__network=OuterRef("pk")),
                "topic__network",
                what="author",
            ),
        )
        .order_by("-n_asking", "-n_unanswered", "name")
    )
    return [
        LedNetwork(
            network=each,
            requests=number(each, "n_asking"),
            unanswered=number(each, "n_unanswered"),
            members=number(each, "n_members"),
            writers=number(each, "n_writers"),
        )
        for each in found[:LED_SHOWN]
    ]
