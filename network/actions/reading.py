from django.db import transaction
from django.utils import timezone

from accounts.models import User
from network.models import Membership, Network, Post, Topic, TopicRead


@transaction.atomic
def mark_read(topic: Topic, *, user: User, position: int) -> None:
    """Remember that `user` has read up to `position`; the mark never moves back."""
    last = Topic.objects.values_list("last_position", flat=True).get(pk=topic.pk)
    position = min(position, last)
    mark, created = TopicRead.objects.get_or_create(
        user=user, topic=topic, defaults={"last_read_position": position}
    )
    if not created:
        # Two tabs race: whoever read further wins, in either order.
        TopicRead.objects.filter(pk=mark.pk, last_read_position__lt=position).update(
            last_read_position=position
        )


@transaction.atomic
def mark_network_read(network: Network, *, user: User) -> None:
    """Count everything written in `network` until now as read."""
    Membership.objects.filter(network=network, user=user).update(
        caught_up_at=timezone.now()
    )


def advance_own_mark(post: Post) -> None:
    """One's own post is not news, unless others wrote unseen just before it."""
    if post.opens_topic:
        TopicRead.objects.create(
            user=post.author, topic=post.topic, last_read_position=post.position
        )
        return
    TopicRead.objects.filter(
        user=post.author, topic=post.topic, last_read_position=post.position - 1
    ).update(last_read_position=post.position)
