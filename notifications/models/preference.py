from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.kinds import Channel, Frequency, Kind


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def chosen(self, kind: Kind, channel: str) -> dict[int, str]:
        """What people chose for a kind and a channel, whoever chose; one query."""
        chosen = self.filter(kind=kind.key, channel=channel)
        return dict(chosen.values_list("user_id", "frequency"))

    def of_person(
        self, user: User, kinds: Collection[Kind]
    ) -> dict[str, dict[str, str]]:
        """What holds for one person, by kind and channel, defaults filled in."""
        held = {
            kind.key: {channel: kind.default(channel) for channel in Channel.values}
            for kind in kinds
        }
        for row in self.filter(user=user, kind__in=held, channel__in=Channel.values):
            held[row.kind][row.channel] = row.frequency
        return held


class Preference(models.Model):
    """How somebody wants to hear of a kind; no row means the kind's default."""

    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="notification_preferences",
    )
    kind = models.CharField(_("kind"), max_length=60)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification preference")
        verbose_name_plural = _("notification preferences")
        constraints = [
            models.UniqueConstraint(
                "user", "kind", "channel", name="one_preference_per_channel"
            )
        ]
        indexes = [models.Index("kind", "channel", name="notifications_chosen")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.channel} {self.frequency}"
