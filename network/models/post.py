from __future__ import annotations

import uuid
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.models.topic import Topic

POST_LENGTH = 20_000


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Narrow to posts of topics `user` may read; a deleted one is a tombstone."""
        return self.filter(topic__in=Topic.objects.visible_to(user))

    def standing(self) -> Self:
        """Narrow to posts that still say something."""
        return self.filter(deleted_at__isnull=True)

    def for_topic_page(self) -> Self:
        """Load what `network/partials/post.html` reads, in one query."""
        return self.select_related(
            "author__institution", "deleted_by", "reply_to__author"
        ).order_by("position")


class Post(models.Model):
    """One voice in a topic: what was typed, and the safe HTML made of it then."""

    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="posts"
    )
    position = models.PositiveIntegerField(_("position"))
    author = models.ForeignKey(
        User, verbose_name=_("author"), on_delete=models.PROTECT, related_name="posts"
    )
    source = models.TextField(_("text"), max_length=POST_LENGTH)
    html = models.TextField(_("rendered text"), editable=False)
    reply_to = models.ForeignKey(
        "self",
        verbose_name=_("in reply to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replies",
    )
    # Made with the empty form: sending the same form twice makes one post.
    token = models.UUIDField(_("form token"), default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1)
    created_at = models.DateTimeField(_("written"))
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)
    deleted_by = models.ForeignKey(
        User,
        verbose_name=_("deleted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint("topic", "position", name="one_post_per_position"),
            models.UniqueConstraint("author", "token", name="one_post_per_form"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}#{self.position}"

    def get_absolute_url(self) -> str:
        return f"{self.topic.url_at(self.position)}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"wpis-{self.pk}"

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def opens_topic(self) -> bool:
        return self.position == 1


class Mention(models.Model):
    """Somebody named in a post; made only for those who may read it."""

    post = models.ForeignKey(
        Post, verbose_name=_("post"), on_delete=models.CASCADE, related_name="mentions"
    )
    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="mentions",
    )

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint("post", "user", name="one_mention_per_post")
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.user_id}"
