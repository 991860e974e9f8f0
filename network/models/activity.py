"""Who speaks in a network and which questions nobody answered: for who coordinates."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from network.models.membership import Membership
from network.models.network import Network
from network.models.people import members_by_name
from network.models.post import Post
from network.models.topic import Topic

QUIET_AFTER: Final = 30  # days
TOPICS_SHOWN: Final = 20


@dataclass(frozen=True)
class MemberActivity:
    """What one member wrote; reading is not recorded."""

    membership: Membership
    posts: int
    last: datetime | None
    is_quiet: bool


def unanswered_topics() -> QuerySet[Topic]:
    """Topics that wait: open, and nobody has written a word after the first."""
    return Topic.objects.filter(reply_count=0, closed_at__isnull=True)


def writers_since(moment: datetime) -> QuerySet[Post]:
    """Posts by people who still belong to the network they wrote in."""
    belongs = Membership.objects.active().filter(
        user=OuterRef("author"), network=OuterRef("topic__network")
    )
    return Post.objects.standing().filter(Exists(belongs), created_at__gte=moment)


def waiting_topics(network: Network) -> list[Topic]:
    """Unanswered topics of one network, the longest waiting first."""
    waiting = unanswered_topics().filter(network=network)
    rows = waiting.select_related("author", "network").order_by("created_at")
    return list(rows[:TOPICS_SHOWN])


def activity_of(network: Network) -> list[MemberActivity]:
    """Tell of every member what they wrote here, by name; two queries."""
    since = timezone.now() - timedelta(days=QUIET_AFTER)
    written = {
        author: (number, last)
        for author, number, last in Post.objects.standing()
        .filter(topic__network=network)
        .order_by()
        .values_list("author")
        .annotate(
            number=Count("pk", filter=Q(created_at__gte=since)), last=Max("created_at")
        )
    }
    return [
        _activity(held, *written.get(held.user_id, (0, None)), since=since)
        for held in members_by_name(network)
    ]


def _activity(
    held: Membership, posts: int, last: datetime | None, *, since: datetime
) -> MemberActivity:
    # Who came lately is not quiet yet, but new.
    is_new = held.joined_at is not None and held.joined_at > since
    return MemberActivity(held, posts, last, is_quiet=not posts and not is_new)
