"""Writing, changing and deleting posts."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from jobs.actions import enqueue
from network.actions.drafts import drop_used_draft
from network.actions.following import follow
from network.actions.indexing import POST
from network.actions.reading import advance_own_mark, mark_read
from network.actions.rendering import people_named, record_mentions, render_in
from network.exceptions import (
    EditConflict,
    NetworkArchived,
    NotMember,
    PostGone,
    TopicClosed,
)
from network.models import Level, Membership, Network, Post, Reason, Topic
from search.actions import record_change


@transaction.atomic
def post_reply(  # noqa: PLR0913 - the fields of the form, each by its name
    topic: Topic,
    *,
    author: User,
    text: str,
    token: uuid.UUID,
    reply_to: Post | None = None,
    seen: int = 0,
    draft_version: int = 0,
) -> Post:
    """Add `author`'s reply, make them follow along, and have the others told.

    Who answers has read the page they answer from, up to the post `seen`.
    Sending the same form again gives back the post it made the first time.
    Raises `NotMember`, `NetworkArchived` or `TopicClosed`.
    """
    lock_writer(topic.network, author)
    locked = (
        Topic.objects.select_for_update(of=("self",))
        .select_related("network")
        .get(pk=topic.pk)
    )
    sent = Post.objects.filter(author=author, token=token).first()
    if sent:
        return sent
    if locked.is_closed:
        raise TopicClosed(locked.pk)
    if seen:
        mark_read(locked, user=author, position=seen)
    post = add_post(locked, author=author, text=text, token=token, reply_to=reply_to)
    follow(locked, user=author, level=Level.WATCHING, reason=Reason.REPLIED)
    drop_used_draft(author, topic=locked, version=draft_version)
    enqueue("network.tell_post", post.pk)
    return post


def lock_writer(network: Network, author: User) -> None:
    """Let nobody end the author's membership, or send the form twice, in between."""
    members = Membership.objects.active().select_for_update(of=("self",))
    held = members.filter(network=network, user=author).select_related("network")
    membership = held.first()
    if membership is None:
        raise NotMember(author.pk)
    if not membership.network.is_active:
        raise NetworkArchived(network.pk)


def add_post(
    topic: Topic,
    *,
    author: User,
    text: str,
    token: uuid.UUID,
    reply_to: Post | None = None,
) -> Post:
    """Put a post at the end of the locked `topic`."""
    rendered = render_in(topic.network, text)
    position = topic.last_position + 1
    post = Post.objects.create(
        topic=topic,
        position=position,
        author=author,
        source=text,
        html=rendered.html,
        reply_to=reply_to,
        token=token,
        created_at=timezone.now(),
    )
    record_mentions(post, people_named(topic.network, rendered))
    topic.last_post = post
    topic.last_position = position
    topic.last_post_at = post.created_at
    topic.reply_count += 0 if post.opens_topic else 1
    topic.save(
        update_fields=["last_post", "last_position", "last_post_at", "reply_count"]
    )
    advance_own_mark(post)
    record_change(POST, post.pk)
    return post


@transaction.atomic
def edit_post(post: Post, *, text: str, base_version: int) -> Post:
    """Change a post that was opened at `base_version`; the newly named are told.

    Raises `NotMember`, `NetworkArchived`, `PostGone`, `TopicClosed`, or
    `EditConflict` with the newer text.
    """
    lock_writer(post.topic.network, post.author)
    locked = _lock_post(post)
    if locked.topic.is_closed:
        raise TopicClosed(locked.topic_id)
    if locked.version != base_version:
        raise EditConflict(text=locked.source, version=locked.version)
    rendered = render_in(locked.topic.network, text)
    locked.source = text
    locked.html = rendered.html
    locked.version += 1
    locked.edited_at = timezone.now()
    locked.save(update_fields=["source", "html", "version", "edited_at"])
    record_mentions(locked, people_named(locked.topic.network, rendered))
    enqueue("network.tell_mentions", locked.pk)
    record_change(POST, locked.pk)
    return locked


@transaction.atomic
def delete_post(post: Post, *, by: User) -> Post:
    """Wipe what a post said; its place stays, so that permalinks hold.

    Raises `PostGone`.
    """
    locked = _lock_post(post)
    locked.source = locked.html = ""
    locked.deleted_at = timezone.now()
    locked.deleted_by = by
    locked.save(update_fields=["source", "html", "deleted_at", "deleted_by"])
    locked.mentions.all().delete()
    topic = Topic.objects.filter(pk=locked.topic_id)
    topic.filter(accepted_answer=locked).update(accepted_answer=None)
    if not locked.opens_topic:
        topic.update(reply_count=F("reply_count") - 1)
    record_change(POST, locked.pk)
    return locked


def _lock_post(post: Post) -> Post:
    locked = (
        Post.objects.select_for_update(of=("self",))
        .select_related("topic__network")
        .get(pk=post.pk)
    )
    if locked.is_deleted:
        raise PostGone(post.pk)
    return locked
