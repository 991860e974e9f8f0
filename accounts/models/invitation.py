from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.institution import Institution
from accounts.models.user import User
from accounts.roles import Role

LIFETIME = timedelta(days=14)
# A mail server says within minutes whether it takes a message; a day is for queues.
MAIL_IS_LATE_AFTER = timedelta(days=1)


def new_token() -> str:
    """Make a secret that nobody guesses, for an address sent by mail."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What of a secret rests in the database; the secret itself has 256 bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def matching(words: str) -> models.Q:
    """Ask for every one of `words` in the name or the address of who is invited."""
    asked = models.Q()
    for word in words.split()[:5]:
        # SQLite folds the case of ASCII letters only.
        asked &= (
            models.Q(email__icontains=word)
            | models.Q(first_name__istartswith=word)
            | models.Q(last_name__istartswith=word)
            | models.Q(first_name__startswith=word.title())
            | models.Q(last_name__startswith=word.title())
        )
    return asked


class InvitationState(models.TextChoices):
    """How an invitation stands; „expired” follows from its date and is never stored."""

    WAITING = "waiting", _("invited")
    ACCEPTED = "accepted", _("accepted")
    EXPIRED = "expired", _("invitation expired")
    WITHDRAWN = "withdrawn", _("invitation withdrawn")
    BOUNCED = "bounced", _("mail bounced")


OPEN_STATES = (InvitationState.WAITING, InvitationState.BOUNCED)


class MailState(models.TextChoices):
    """Where the last message about an invitation is; refusal is a state of its own."""

    QUEUED = "queued", _("waits to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User | AnonymousUser) -> InvitationQuerySet:
        """Narrow to invitations to institutions whose people `user` looks after."""
        return self.filter(institution__in=Institution.objects.managed_by(user))

    def open(self) -> InvitationQuerySet:
        """Narrow to what is neither accepted nor withdrawn, even if it has expired."""
        return self.filter(state__in=OPEN_STATES)

    def acceptable(self, token: str, now: datetime) -> InvitationQuerySet:
        """Narrow to the one whose secret this is, while it still opens the door.

        A message reported as bounced may have arrived after all: who holds its
        secret may use it.
        """
        return self.open().filter(token_digest=digest(token), expires_at__gt=now)

    def called(self, words: str) -> InvitationQuerySet:
        """Narrow to those with every one of `words` in the name or the address."""
        return self.filter(matching(words))

    def addresses_among(self, emails: Iterable[str]) -> set[str]:
        return set(self.filter(email__in=emails).values_list("email", flat=True))


class Invitation(models.Model):
    """Somebody asked to join an institution; an account begins when they accept."""

    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    email = models.EmailField(_("e-mail address"))
    first_name = models.CharField(_("first name"), max_length=60, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    role = models.CharField(
        _("role"), max_length=24, choices=Role, default=Role.TEACHER
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=InvitationState,
        default=InvitationState.WAITING,
    )
    token_digest = models.CharField(_("digest of the secret"), max_length=64)
    invited_by = models.ForeignKey(
        User,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    sends = models.PositiveSmallIntegerField(_("messages sent"), default=1)
    mail_state = models.CharField(
        _("message"), max_length=10, choices=MailState, default=MailState.QUEUED
    )
    mailed_at = models.DateTimeField(_("message queued"), default=timezone.now)
    bounce_reason = models.CharField(_("why it bounced"), max_length=300, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["last_name", "first_name", "email"]
        constraints = [
            models.UniqueConstraint(
                "institution",
                "email",
                condition=models.Q(state__in=["waiting", "bounced"]),
                name="one_open_invitation_per_address",
            ),
            models.UniqueConstraint("token_digest", name="one_invitation_per_secret"),
        ]
        indexes = [models.Index("email", name="invitations_by_address")]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def standing(self) -> InvitationState:
        """The state as of now: what is open and past its date has expired."""
        if self.is_open and self.expires_at <= timezone.now():
            return InvitationState.EXPIRED
        return InvitationState(self.state)

    @property
    def mail_is_late(self) -> bool:
        """Say whether the message should have gone long ago, and has not."""
        is_old = timezone.now() - self.mailed_at > MAIL_IS_LATE_AFTER
        return self.is_open and self.mail_state != MailState.SENT and is_old
