"""Facts for deciding who hears of a post, gathered in one query."""

from django.db.models import OuterRef, QuerySet, Subquery

from network.models.level import Level, Reason
from network.models.membership import Membership
from network.models.network import Network
from network.models.post import Post
from network.models.subscription import Subscription
from network.models.topic import Topic
from notifications.audience import Follower, PostFacts


def followers(network: Network, topic: Topic | None) -> list[Follower]:
    """Name every active member with the levels that hold for `topic`."""
    rows = _with_levels(network, topic).values_list(
        "user_id",
        *("network_level", "network_reason", "topic_level", "topic_reason"),
    )
    return [_follower(user_id, tuple(levels)) for user_id, *levels in rows]


def facts_of(post: Post) -> PostFacts:
    """Gather what decides who hears of `post`; three queries."""
    answered = post.reply_to
    return PostFacts(
        author_id=post.author_id,
        followers=followers(post.topic.network, post.topic),
        mentioned=frozenset(post.mentions.values_list("user_id", flat=True)),
        replied_to=frozenset({answered.author_id} if answered else ()),
        opens_topic=post.opens_topic,
    )


def _with_levels(network: Network, topic: Topic | None) -> QuerySet[Membership]:
    held = Subscription.objects.filter(user=OuterRef("user"))
    of_network = held.filter(network=network)
    of_topic = held.filter(topic=topic) if topic else held.none()
    return (
        Membership.objects.active()
        .filter(network=network)
        .annotate(
            network_level=Subquery(of_network.values("level")[:1]),
            network_reason=Subquery(of_network.values("reason")[:1]),
            topic_level=Subquery(of_topic.values("level")[:1]),
            topic_reason=Subquery(of_topic.values("reason")[:1]),
        )
    )


def _follower(user_id: int, levels: tuple[str | None, ...]) -> Follower:
    """Apply the one rule `notifications` cannot know, for it knows no reasons.

    A topic followed by rule does not lift the mute somebody chose for its network.
    """
    place, place_reason, of_topic, topic_reason = levels
    muted_here = place == Level.MUTED and place_reason == Reason.CHOICE
    if muted_here and topic_reason != Reason.CHOICE:
        of_topic = None
    return Follower(user_id, place=place, topic=of_topic)
