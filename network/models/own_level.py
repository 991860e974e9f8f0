from accounts.models import User
from network.models.level import Level, effective_level
from network.models.network import Network
from network.models.subscription import Subscription
from network.models.topic import Topic


def own_level(user: User, network: Network, topic: Topic | None = None) -> Level:
    """Say which level holds for `user` in a network or a topic of it; one query."""
    places = Subscription.objects.filter(user=user, network=network)
    if topic:
        places |= Subscription.objects.filter(user=user, topic=topic)
    held = list(places.values_list("topic", "level", "reason"))
    of_network = [(level, why) for topic_pk, level, why in held if not topic_pk]
    of_topic = [(level, why) for topic_pk, level, why in held if topic_pk]
    return effective_level(
        of_network[0] if of_network else None, of_topic[0] if of_topic else None
    )
