"""Networks and what is said in them, made as tests need them."""

import itertools
import uuid
from datetime import timedelta

from django.utils import timezone
from django.utils.text import slugify

from accounts.actions.access_groups import add_to_group, create_access_group
from accounts.models import User
from bank.school_year import SchoolYear
from network.models import (
    MemberRole,
    Membership,
    MemberState,
    Network,
    Post,
    Topic,
    TopicKind,
)
from tests.factories.accounts import make_user

_numbers = itertools.count(1)


def make_network(
    *members: User,
    coordinator: User | None = None,
    name: str = "Matematyka bez ławek",
) -> Network:
    """Make a network led by `coordinator` to which `members` belong."""
    number = next(_numbers)
    network = Network.objects.create(
        name=f"{name} {number}",
        slug=slugify(f"{name} {number}"),
        starts_in=SchoolYear.containing(timezone.localdate()).start,
        purpose="Uczymy się od siebie, jak liczyć w ruchu i bez kart pracy.",
        access_group=create_access_group(name=f"{name} {number}"),
    )
    if coordinator:
        make_member(network, coordinator, role=MemberRole.COORDINATOR)
    for user in members:
        make_member(network, user)
    return network


def make_member(
    network: Network, user: User, *, role: MemberRole = MemberRole.MEMBER
) -> Membership:
    """Make `user` belong to `network` since an hour ago."""
    since = timezone.now() - timedelta(hours=1)
    add_to_group(network.access_group, user)
    network.member_count += 1
    network.save(update_fields=["member_count"])
    return Membership.objects.create(
        network=network,
        user=user,
        role=role,
        state=MemberState.ACTIVE,
        handle=slugify(f"{user.first_name} {user.pk}"),
        changed_at=since,
        joined_at=since,
        caught_up_at=since,
    )


def make_topic(
    *members: User,
    network: Network | None = None,
    title: str = "Ułamki bez kartek",
    kind: TopicKind = TopicKind.QUESTION,
) -> Topic:
    """Make a topic opened by the first of `members`, in a network of them all."""
    author = members[0] if members else make_user(f"autor{next(_numbers)}")
    now = timezone.now()
    topic = Topic.objects.create(
        network=network or make_network(author, *members[1:]),
        title=title,
        slug=slugify(title),
        kind=kind,
        author=author,
        created_at=now,
        last_post_at=now,
    )
    make_post(topic, author=author, text="Czy ktoś robił ułamki bez kartek?")
    return topic


def make_post(topic: Topic, *, author: User | None = None, text: str = "Tak.") -> Post:
    """Make the next post of `topic`, telling nobody."""
    topic.last_position += 1
    post = Post.objects.create(
        topic=topic,
        position=topic.last_position,
        author=author or topic.author,
        source=text,
        html=f"<p>{text}</p>",
        token=uuid.uuid4(),
        created_at=timezone.now(),
    )
    topic.last_post = post
    topic.last_post_at = post.created_at
    topic.reply_count = topic.last_position - 1
    topic.save(
        update_fields=["last_position", "last_post", "last_post_at", "reply_count"]
    )
    return post
