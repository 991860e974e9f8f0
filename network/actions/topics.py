"""Opening topics and looking after them."""

import uuid

from anyascii import anyascii
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from jobs.actions import enqueue
from network.actions.drafts import drop_used_draft
from network.actions.following import follow
from network.actions.posts import add_post, lock_writer
from network.exceptions import NotAnAnswer
from network.models import Level, Network, Post, Reason, Topic, TopicKind


@transaction.atomic
def start_topic(  # noqa: PLR0913 - the fields of the form, each by its name
    network: Network,
    *,
    author: User,
    title: str,
    text: str,
    token: uuid.UUID,
    kind: TopicKind = TopicKind.QUESTION,
    draft_version: int = 0,
) -> Topic:
    """Open a topic with its first post and have the network told.

    Sending the same form again gives back the topic it made the first time.
    Raises `NotMember` or `NetworkArchived`.
    """
    lock_writer(network, author)
    sent = Post.objects.filter(author=author, token=token).first()
    if sent:
        return sent.topic
    now = timezone.now()
    topic = Topic.objects.create(
        network=network,
        title=title,
        slug=slugify(anyascii(title))[:80] or "watek",
        kind=kind,
        author=author,
        created_at=now,
        last_post_at=now,
    )
    post = add_post(topic, author=author, text=text, token=token)
    follow(topic, user=author, level=Level.WATCHING, reason=Reason.STARTED)
    drop_used_draft(author, network=network, version=draft_version)
    enqueue("network.tell_post", post.pk)
    return topic


@transaction.atomic
def close_topic(topic: Topic, *, by: User, reason: str) -> Topic:
    """Take no more replies, and say why; closing twice keeps the first reason."""
    Topic.objects.filter(pk=topic.pk, closed_at__isnull=True).update(
        closed_at=timezone.now(), closed_by=by, close_reason=reason
    )
    topic.refresh_from_db()
    return topic


@transaction.atomic
def reopen_topic(topic: Topic) -> Topic:
    """Take replies again."""
    topic.closed_at = None
    topic.closed_by = None
    topic.close_reason = ""
    topic.save(update_fields=["closed_at", "closed_by", "close_reason"])
    return topic


@transaction.atomic
def pin_topic(topic: Topic, *, pinned: bool) -> Topic:
    """Keep a topic on top of its network's list, or let it go."""
    topic.is_pinned = pinned
    topic.save(update_fields=["is_pinned"])
    return topic


@transaction.atomic
def accept_answer(topic: Topic, *, post: Post | None) -> Topic:
    """Mark the post that answers the question; None takes the mark away.

    Raises `NotAnAnswer` for another topic's post, a deleted one, the question itself.
    """
    fits = post is None or (
        topic.is_question
        and post.topic_id == topic.pk
        and not (post.is_deleted or post.opens_topic)
    )
    if not fits:
        raise NotAnAnswer(topic.pk)
    topic.accepted_answer = post
    topic.save(update_fields=["accepted_answer"])
    return topic
