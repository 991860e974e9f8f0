from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.institution import Institution
from accounts.models.invitation import digest, matching
from accounts.models.user import User
from accounts.roles import Role

CODE_LIFETIME = timedelta(days=30)
CONFIRM_WITHIN = timedelta(days=3)
# No letter or digit that is read as another one from a sheet on the wall.
_ALPHABET = "ACDEFGHJKLMNPQRTUVWXY3479"
_LENGTH = 8


def new_code() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def tidy_code(typed: str) -> str:
    """Make what somebody typed comparable: case, hyphens and spaces do not count."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:20]


class JoinCodeQuerySet(models.QuerySet["JoinCode"]):
    def alive(self, now: datetime) -> JoinCodeQuerySet:
        return self.filter(expires_at__gt=now)


class JoinCode(models.Model):
    """What stands on the printed sheet of one institution; a new one ends the old.

    It opens nothing: it only lets a person ask, and somebody must say yes.
    """

    institution = models.OneToOneField(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.CASCADE,
        related_name="join_code",
    )
    code = models.CharField(_("code"), max_length=20, unique=True, default=new_code)
    made_by = models.ForeignKey(
        User,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))

    objects = JoinCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("code of an institution")
        verbose_name_plural = _("codes of institutions")

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """The code as people read it, in two halves."""
        half = len(self.code) // 2
        return f"{self.code[:half]}-{self.code[half:]}"

    @property
    def is_alive(self) -> bool:
        return self.expires_at > timezone.now()


class JoinState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("address not confirmed")
    WAITING = "waiting", _("waits to be confirmed")
    APPROVED = "approved", _("let in")
    REFUSED = "refused", _("refused")


OPEN_REQUESTS = (JoinState.UNCONFIRMED, JoinState.WAITING)


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def visible_to(self, user: User | AnonymousUser) -> JoinRequestQuerySet:
        """Narrow to requests to institutions whose people `user` looks after."""
        return self.filter(institution__in=Institution.objects.managed_by(user))

    def waiting(self) -> JoinRequestQuerySet:
        """Narrow to people whose address is true and who wait for a yes."""
        return self.filter(state=JoinState.WAITING)

    def called(self, words: str) -> JoinRequestQuerySet:
        """Narrow to those with every one of `words` in the name or the address."""
        return self.filter(matching(words))

    def open(self) -> JoinRequestQuerySet:
        return self.filter(state__in=OPEN_REQUESTS)

    def confirmable(self, token: str, now: datetime) -> JoinRequestQuerySet:
        """Narrow to the one whose secret this is, while it may still be used."""
        return self.filter(
            state=JoinState.UNCONFIRMED,
            token_digest=digest(token),
            asked_at__gt=now - CONFIRM_WITHIN,
        )


class JoinRequest(models.Model):
    """Somebody with the code of an institution asks to be let in."""

    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.CASCADE,
        related_name="join_requests",
    )
    email = models.EmailField(_("e-mail address"))
    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=80)
    role = models.CharField(
        _("role"), max_length=24, choices=Role, default=Role.TEACHER
    )
    state = models.CharField(
        _("state"), max_length=12, choices=JoinState, default=JoinState.UNCONFIRMED
    )
    token_digest = models.CharField(_("digest of the secret"), max_length=64)
    sends = models.PositiveSmallIntegerField(_("messages sent"), default=1)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join an institution")
        verbose_name_plural = _("requests to join an institution")
        ordering = ["confirmed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "institution",
                "email",
                condition=models.Q(state__in=["unconfirmed", "waiting"]),
                name="one_open_request_per_address",
            ),
            models.UniqueConstraint("token_digest", name="one_request_per_secret"),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
