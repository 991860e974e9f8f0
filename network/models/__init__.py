from network.models.draft import PostDraft
from network.models.level import TOPIC_LEVELS, Level, Reason
from network.models.membership import MemberRole, Membership, MemberState
from network.models.network import Joining, Network, NetworkKind, NetworkStatus
from network.models.post import Mention, Post
from network.models.subscription import Subscription
from network.models.topic import Topic, TopicKind
from network.models.topic_read import TopicRead

__all__ = [
    "TOPIC_LEVELS",
    "Joining",
    "Level",
    "MemberRole",
    "MemberState",
    "Membership",
    "Mention",
    "Network",
    "NetworkKind",
    "NetworkStatus",
    "Post",
    "PostDraft",
    "Reason",
    "Subscription",
    "Topic",
    "TopicKind",
    "TopicRead",
]
