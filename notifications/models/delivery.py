from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.kinds import Channel
from notifications.models.notification import Notification


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    # Claimed, and never tried again: whoever died here may have been heard.
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("dropped")
    REFUSED = "refused", _("refused")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting_for(self, user_id: int, channel: str) -> DeliveryQuerySet:
        """Load what one message to one person could carry, oldest first."""
        return (
            self.filter(
                notification__user=user_id, channel=channel, state=DeliveryState.WAITING
            )
            .select_related("notification")
            .order_by("pk")
        )

    def refused(self) -> DeliveryQuerySet:
        """Narrow to mails that the server of the recipient will not take."""
        return self.filter(channel=Channel.EMAIL, state=DeliveryState.REFUSED)

    def messages_since(
        self, user_id: int, channel: str, moment: datetime
    ) -> list[datetime]:
        """When messages went to one person since `moment`, oldest first."""
        sent = self.filter(
            notification__user=user_id,
            channel=channel,
            state__in=(DeliveryState.SENT, DeliveryState.SENDING),
            claimed_at__gte=moment,
        )
        claimed = sent.values_list("claimed_at", flat=True).distinct()
        return sorted(moment for moment in claimed if moment is not None)


class Delivery(models.Model):
    """A notification's way to somebody outside the site."""

    notification = models.ForeignKey(
        Notification,
        verbose_name=_("notification"),
        on_delete=models.CASCADE,
        related_name="deliveries",
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    state = models.CharField(
        _("state"), max_length=10, choices=DeliveryState, default=DeliveryState.WAITING
    )
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                "notification", "channel", name="one_delivery_per_channel"
            )
        ]
        indexes = [
            models.Index(
                "notification",
                condition=Q(state="waiting"),
                name="notifications_undelivered",
            ),
            models.Index(
                "notification",
                condition=Q(state="refused"),
                name="notifications_refused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notification_id} {self.channel}"
