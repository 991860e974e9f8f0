from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.models.level import Level, Reason
from network.models.network import Network


class Subscription(models.Model):
    """How closely somebody follows one place: a network or one of its topics.

    A network's level covers its topics, present and future. A choice is never
    overwritten by an automatic rule.
    """

    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="subscriptions",
    )
    network = models.ForeignKey(
        Network,
        verbose_name=_("network"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="subscriptions",
    )
    topic = models.ForeignKey(
        "network.Topic",
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="subscriptions",
    )
    level = models.CharField(_("level"), max_length=16, choices=Level)
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint("user", "network", name="one_level_per_network"),
            models.UniqueConstraint("user", "topic", name="one_level_per_topic"),
            models.CheckConstraint(
                condition=Q(network__isnull=True) ^ Q(topic__isnull=True),
                name="level_of_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.level}"

    @property
    def is_choice(self) -> bool:
        return self.reason == Reason.CHOICE
