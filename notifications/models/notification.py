from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.viewing import is_viewed


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: User) -> NotificationQuerySet:
        """Narrow to what was told to `user`, and to them on the site."""
        told = self.filter(user=user, in_app=True)
        return told.none() if is_viewed(user) else told

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at__isnull=True)

    def about(self, kind: str, targets: Collection[str]) -> NotificationQuerySet:
        return self.filter(kind=kind, target__in=targets)

    def for_centre(self) -> NotificationQuerySet:
        """Order for `notifications/centre.html`."""
        return self.order_by("-created_at", "-pk")


class Notification(models.Model):
    """Somebody was told of an event. Keys only: the words are made when shown."""

    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    kind = models.CharField(_("kind"), max_length=60)
    target = models.CharField(_("target"), max_length=100)
    event = models.CharField(_("event"), max_length=100)
    reason = models.CharField(_("reason"), max_length=40)
    data = models.JSONField(_("data"), default=dict)
    in_app = models.BooleanField(_("shown on the site"), default=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(
                "user", "kind", "event", name="told_once_of_an_event"
            )
        ]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="notifications_centre"),
            models.Index(
                "user",
                condition=Q(read_at__isnull=True, in_app=True),
                name="notifications_unread",
            ),
            models.Index("kind", "event", name="notifications_event"),
            models.Index("created_at", name="notifications_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event}"

    @property
    def is_read(self) -> bool:
        return self.read_at is not None
