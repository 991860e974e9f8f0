"""An administrator looking at the site as somebody else: short, told, read-only."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User

LONGEST = timedelta(minutes=15)
REASON_LENGTH = 300


class ViewingQuerySet(models.QuerySet["Viewing"]):
    def running(self) -> ViewingQuerySet:
        """Narrow to those that still show something."""
        return self.filter(
            ended_at__isnull=True, started_at__gt=timezone.now() - LONGEST
        )

    def overdue(self) -> ViewingQuerySet:
        """Narrow to those whose time is up and whose end nobody wrote down."""
        return self.filter(
            ended_at__isnull=True, started_at__lte=timezone.now() - LONGEST
        )


class Viewing(models.Model):
    """One look as somebody else."""

    actor = models.ForeignKey(
        User,
        verbose_name=_("who looks"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    person = models.ForeignKey(
        User,
        verbose_name=_("as whom"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH)
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = ViewingQuerySet.as_manager()

    class Meta:
        verbose_name = _("look as somebody else")
        verbose_name_plural = _("looks as somebody else")
        indexes = [models.Index(fields=["ended_at", "started_at"])]

    def __str__(self) -> str:
        return f"{self.actor_id} → {self.person_id}"

    @property
    def until(self) -> str:
        """Give the hour at which the look ends by itself."""
        return timezone.localtime(self.started_at + LONGEST).strftime("%H:%M")


def is_viewed(user: User | AnonymousUser) -> bool:
    """Say whether this is somebody seen by an administrator, not the person at work.

    What is for one pair of eyes – drafts, networks, notifications – stays shut then.
    """
    return isinstance(user, User) and user.viewed_by is not None
