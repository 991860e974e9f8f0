"""How many people a post would reach, said before it is posted.

Numbers only: who muted what is nobody else's business.
"""

from collections import Counter
from dataclasses import dataclass

from accounts.models import User
from network.models.followers import followers
from network.models.network import Network
from network.models.topic import Topic
from notifications.audience import PostFacts, post_recipients
from notifications.kinds import Channel, Frequency, get_kind
from notifications.models import Preference


@dataclass(frozen=True)
class Hearing:
    """Of the `total` other members: who hears at once by e-mail, who here only."""

    total: int
    by_email: int
    here_only: int
    muted: int

    @property
    def told(self) -> int:
        return self.by_email + self.here_only


def hearing(network: Network, topic: Topic | None, *, author: User) -> Hearing:
    """Count whom the next post would reach; two queries."""
    members = followers(network, topic)
    others = [each for each in members if each.user_id != author.pk]
    facts = PostFacts(author.pk, others, opens_topic=topic is None)
    ways = _ways(
        "network.post" if topic else "network.topic",
        [each.user_id for each in post_recipients(facts)],
    )
    return Hearing(
        total=len(others),
        by_email=ways[Channel.EMAIL],
        here_only=ways[Channel.IN_APP],
        muted=sum(each.is_muted for each in others),
    )


def _ways(kind_key: str, user_ids: list[int]) -> Counter[str]:
    """Lay the wishes beside the people: the nearest way in which each would hear."""
    kind = get_kind(kind_key)
    chosen = {
        (user_id, channel): frequency
        for user_id, channel, frequency in Preference.objects.filter(
            kind=kind.key
        ).values_list("user_id", "channel", "frequency")
    }

    def wish(user_id: int, channel: Channel) -> str:
        return chosen.get((user_id, channel), kind.default(channel))

    ways: Counter[str] = Counter()
    for user_id in user_ids:
        if wish(user_id, Channel.EMAIL) == Frequency.NOW:
            ways[Channel.EMAIL] += 1
        elif wish(user_id, Channel.IN_APP) != Frequency.NEVER:
            ways[Channel.IN_APP] += 1
    return ways
