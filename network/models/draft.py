from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.models.network import Network
from network.models.post import POST_LENGTH
from network.models.topic import TITLE_LENGTH, Topic, TopicKind


class PostDraft(models.Model):
    """What somebody has begun to write: a reply, or a new topic of a network."""

    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="post_drafts",
    )
    topic = models.ForeignKey(
        Topic,
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="drafts",
    )
    network = models.ForeignKey(
        Network,
        verbose_name=_("network of the new topic"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="drafts",
    )
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    kind = models.CharField(
        _("kind"), max_length=16, choices=TopicKind, default=TopicKind.QUESTION
    )
    body = models.TextField(_("text"), max_length=POST_LENGTH, blank=True)
    # Two tabs: a save that started from an older version is refused.
    version = models.PositiveIntegerField(_("version"), default=1)
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("draft of a post")
        verbose_name_plural = _("drafts of posts")
        constraints = [
            models.UniqueConstraint("user", "topic", name="one_draft_per_topic"),
            models.UniqueConstraint("user", "network", name="one_draft_per_network"),
            models.CheckConstraint(
                condition=Q(network__isnull=True) ^ Q(topic__isnull=True),
                name="draft_of_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.saved_at:%Y-%m-%d %H:%M}"
