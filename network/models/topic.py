from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.viewing import is_viewed
from network.models.level import COUNTED_LEVELS, Level, Reason
from network.models.membership import Membership
from network.models.network import Network
from network.models.subscription import Subscription
from network.models.topic_read import TopicRead

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from network.models.post import Post

TITLE_LENGTH = 160
REASON_LENGTH = 300
POSTS_PER_PAGE = 50


class TopicKind(models.TextChoices):
    QUESTION = "question", _("question")
    DISCUSSION = "discussion", _("discussion")


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Narrow to topics of the networks `user` belongs to now."""
        if not (user.is_authenticated and user.is_active) or is_viewed(user):
            return self.none()
        belongs = Membership.objects.active().filter(
            user=user.pk, network=OuterRef("network")
        )
        return self.filter(Exists(belongs))

    def unread_by(self, user: User) -> Self:
        """Narrow to topics with posts `user` has not read since joining."""
        behind = Membership.objects.active().filter(
            user=user.pk,
            network=OuterRef("network"),
            caught_up_at__lt=OuterRef("last_post_at"),
        )
        read = TopicRead.objects.filter(
            user=user.pk,
            topic=OuterRef("pk"),
            last_read_position__gte=OuterRef("last_position"),
        )
        return self.filter(Exists(behind), ~Exists(read))

    def counted_for(self, user: User) -> Self:
        """Narrow to topics whose unread posts `user` wants counted.

        The same order as in `effective_level`: here for many topics at once.
        """
        held = Subscription.objects.filter(user=user.pk)
        muted = held.filter(
            network=OuterRef("network"), level=Level.MUTED, reason=Reason.CHOICE
        )
        of_topic = held.filter(topic=OuterRef("pk"))
        of_network = held.filter(network=OuterRef("network"), level__in=COUNTED_LEVELS)
        counted = of_topic.filter(level__in=COUNTED_LEVELS)
        return self.filter(
            Exists(counted.filter(reason=Reason.CHOICE))
            | Exists(counted) & ~Exists(muted)
            | ~Exists(of_topic) & Exists(of_network)
        )

    def with_reading_of(self, user: User) -> Self:
        """Add how far `user` has read: marked, or written before they caught up."""
        marked = TopicRead.objects.filter(user=user.pk, topic=OuterRef("pk"))
        since = Membership.objects.filter(
            user=user.pk, network=OuterRef("network")
        ).values("caught_up_at")[:1]
        older = (
            Topic.objects.filter(
                pk=OuterRef("pk"), posts__created_at__lte=Subquery(since)
            )
            .order_by("-posts__position")
            .values("posts__position")
        )
        return self.annotate(
            read_up_to=Greatest(
                Coalesce(Subquery(marked.values("last_read_position")[:1]), 0),
                Coalesce(Subquery(older[:1]), 0),
            )
        )

    def for_listing(self, user: User) -> Self:
        """Load what `network/partials/topic_row.html` reads, in one query."""
        return self.select_related(
            "network", "author", "last_post__author"
        ).with_reading_of(user)

    def for_detail(self, user: User) -> Self:
        """Load what `network/topic.html` reads of the topic itself, in one query."""
        return self.select_related(
            "network", "author", "closed_by", "accepted_answer__author"
        ).with_reading_of(user)


class Topic(models.Model):
    """A question or a discussion inside a network; the first post opens it."""

    network = models.ForeignKey(
        Network,
        verbose_name=_("network"),
        on_delete=models.CASCADE,
        related_name="topics",
    )
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    slug = models.SlugField(_("slug"), max_length=80)
    kind = models.CharField(
        _("kind"), max_length=16, choices=TopicKind, default=TopicKind.QUESTION
    )
    author = models.ForeignKey(
        User,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="topics",
    )
    is_pinned = models.BooleanField(_("pinned"), default=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        User,
        verbose_name=_("closed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    close_reason = models.CharField(
        _("reason for closing"), max_length=REASON_LENGTH, blank=True
    )
    accepted_answer = models.ForeignKey(
        "network.Post",
        verbose_name=_("accepted answer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    last_post = models.ForeignKey(
        "network.Post",
        verbose_name=_("last post"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("started"))
    last_post_at = models.DateTimeField(_("last post at"))
    # Deleted posts keep their position, so a permalink never moves.
    last_position = models.PositiveIntegerField(_("last position"), default=0)
    reply_count = models.PositiveIntegerField(_("replies"), default=0)

    objects = TopicQuerySet.as_manager()

    if TYPE_CHECKING:
        posts: RelatedManager[Post]
        read_up_to: int  # where `with_reading_of` was asked for

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["-is_pinned", "-last_post_at", "-pk"]
        indexes = [
            models.Index(
                fields=["network", "-is_pinned", "-last_post_at"], name="topic_listing"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("network:topic", args=[self.network.slug, self.pk, self.slug])

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_question(self) -> bool:
        return self.kind == TopicKind.QUESTION

    @property
    def is_answered(self) -> bool:
        return self.accepted_answer_id is not None

    @property
    def url_of_answer(self) -> str:
        answer = self.accepted_answer
        return f"{self.url_at(answer.position)}#{answer.anchor}" if answer else ""

    @staticmethod
    def page_of(position: int) -> int:
        return max(position - 1, 0) // POSTS_PER_PAGE + 1

    def url_at(self, position: int) -> str:
        """The page that shows the post at `position`, without its anchor."""
        page = self.page_of(position)
        query = f"?strona={page}" if page > 1 else ""
        return f"{self.get_absolute_url()}{query}"

    @property
    def unread_count(self) -> int:
        """How many posts are new to whom `with_reading_of` was asked for."""
        return max(self.last_position - self.read_up_to, 0)

    @property
    def first_unread_url(self) -> str:
        """The first new post, at the line „new from here”; an unread topic's top."""
        position = min(self.read_up_to + 1, self.last_position)
        anchor = "#nowe" if self.unread_count and self.read_up_to else ""
        return f"{self.url_at(position)}{anchor}"
