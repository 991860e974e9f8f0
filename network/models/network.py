from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import AccessGroup, AccessGroupMember, User
from accounts.models.audience import group_token
from accounts.models.viewing import is_viewed
from bank.school_year import SchoolYear
from network.models.level import Level

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from network.models.membership import Membership
    from network.models.topic import Topic

NAME_LENGTH = 120
PURPOSE_LENGTH = 1500
AUDIENCE_LENGTH = 300


class NetworkKind(models.TextChoices):
    SUBJECT = "subject", _("subject network")
    ISSUE = "issue", _("issue network")


class NetworkStatus(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("network", "active")
    ARCHIVED = "archived", pgettext_lazy("network", "archived")


class Joining(models.TextChoices):
    REQUEST = "request", _("anyone may ask to join")
    INVITATION = "invitation", _("by invitation only")


class NetworkQuerySet(models.QuerySet["Network"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Narrow to networks whose card `user` may see: all, once signed in."""
        return self if user.is_authenticated and user.is_active else self.none()

    def active(self) -> Self:
        """Narrow to networks that still work."""
        return self.filter(status=NetworkStatus.ACTIVE)

    def including(self, user: User | AnonymousUser) -> Self:
        """Narrow to networks whose topics, people and files are open to `user`."""
        # Not correlated: PostgreSQL would run it anew for every network.
        if is_viewed(user):
            return self.none()
        groups = AccessGroupMember.objects.current().filter(user=user.pk)
        return self.visible_to(user).filter(access_group__in=groups.values("group_id"))


class Network(models.Model):
    """Teachers of several schools who learn together (sieć współpracy).

    Its card is for everyone signed in; what is inside is for its members, who
    are at the same time the members of `access_group`.
    """

    name = models.CharField(_("name"), max_length=NAME_LENGTH, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(
        _("kind"), max_length=16, choices=NetworkKind, default=NetworkKind.SUBJECT
    )
    starts_in = models.PositiveSmallIntegerField(_("school year, its first autumn"))
    purpose = models.TextField(_("purpose"), max_length=PURPOSE_LENGTH)
    audience = models.CharField(_("for whom"), max_length=AUDIENCE_LENGTH, blank=True)
    status = models.CharField(
        _("status"), max_length=16, choices=NetworkStatus, default=NetworkStatus.ACTIVE
    )
    joining = models.CharField(
        _("joining"), max_length=16, choices=Joining, default=Joining.REQUEST
    )
    default_level = models.CharField(
        _("what new members hear about"),
        max_length=16,
        choices=Level,
        default=Level.FIRST_POST,
    )
    access_group = models.OneToOneField(
        AccessGroup,
        verbose_name=_("access group"),
        on_delete=models.PROTECT,
        related_name="network",
    )
    member_count = models.PositiveIntegerField(_("members"), default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = NetworkQuerySet.as_manager()

    if TYPE_CHECKING:
        memberships: RelatedManager[Membership]
        topics: RelatedManager[Topic]

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:network", args=[self.slug])

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear(self.starts_in)

    @property
    def is_active(self) -> bool:
        return self.status == NetworkStatus.ACTIVE

    @property
    def audience_token(self) -> str:
        """Who may see what is inside, in the words search and files understand."""
        return group_token(self.access_group_id)
