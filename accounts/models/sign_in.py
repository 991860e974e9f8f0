"""Where a person is, or was, signed in: one row from the door to the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.devices import Device
from accounts.models.user import User


@dataclass(frozen=True)
class Lifetime:
    """How long a session may last: altogether, and without a page read."""

    whole: timedelta
    idle: timedelta


PRIVILEGED = Lifetime(whole=timedelta(hours=12), idle=timedelta(hours=1))
ORDINARY = Lifetime(whole=timedelta(days=30), idle=timedelta(days=7))
# So long is a device remembered as somebody's own.
REMEMBERED_FOR = timedelta(days=180)


def lifetime_for(user: User) -> Lifetime:
    """Give the shorter one to those who can change what others see."""
    return PRIVILEGED if user.needs_second_factor else ORDINARY


class SignInQuerySet(models.QuerySet["SignIn"]):
    def open_for(self, user: User) -> SignInQuerySet:
        """Narrow to the sessions in which `user` can still read pages, newest first."""
        lifetime, now = lifetime_for(user), timezone.now()
        return self.filter(
            user=user,
            ended_at=None,
            epoch=user.session_epoch,
            started_at__gt=now - lifetime.whole,
            seen_at__gt=now - lifetime.idle,
        ).order_by("-seen_at", "-pk")

    def like(self, other: SignIn) -> SignInQuerySet:
        """Narrow to earlier ones of the same person on a device and in a place like it."""
        return self.filter(
            user_id=other.user_id,
            browser=other.browser,
            system=other.system,
            network=other.network,
            is_disowned=False,
        ).exclude(pk=other.pk)


class SignIn(models.Model):
    """A session as its owner knows it; the bare address is never kept."""

    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="sign_ins",
    )
    session_key = models.CharField(_("session"), max_length=40, db_index=True)
    # Of a person's sessions only those of the present epoch live.
    epoch = models.PositiveIntegerField(_("epoch"))
    started_at = models.DateTimeField(_("signed in"))
    seen_at = models.DateTimeField(_("last seen"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    browser = models.CharField(_("browser"), max_length=30, blank=True)
    system = models.CharField(_("system"), max_length=30, blank=True)
    network = models.CharField(_("network"), max_length=40, blank=True)
    is_disowned = models.BooleanField(_("said not to be the owner's"), default=False)

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["user", "-seen_at"], name="sign_in_of_person")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.device}"

    @property
    def device(self) -> Device:
        return Device(self.browser, self.system)
