from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User

# No message about it is sent later, and no link in one works longer.
GOOD_FOR = timedelta(hours=24)


class AddressChangeQuerySet(models.QuerySet["AddressChange"]):
    def waiting_for(self, user: User) -> AddressChangeQuerySet:
        """Narrow to what `user` may still confirm.

        A new password, or signing out everywhere, makes an end of it: whoever asked
        may have been somebody else.
        """
        return self.filter(
            user=user,
            asked_at__gt=timezone.now() - GOOD_FOR,
            stamp=stamp_of(user),
        )

    def with_token(self, token: str) -> AddressChange | None:
        """Find the one that a link names."""
        return self.filter(token_hash=hash_of(token)).first()


class AddressChange(models.Model):
    """A new e-mail address that waits until its owner confirms it; one to a person."""

    user = models.OneToOneField(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="address_change",
    )
    address = models.EmailField(_("new address"))
    token_hash = models.CharField(_("hash of the token"), max_length=64, unique=True)
    stamp = models.CharField(_("state of the account"), max_length=64)
    asked_at = models.DateTimeField(_("asked"))

    objects = AddressChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of address")
        verbose_name_plural = _("changes of address")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.address}"


def new_token() -> str:
    """Make what the link holds; only its hash is kept."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def stamp_of(user: User) -> str:
    """Tell one state of an account from another: its password and its epoch."""
    return hash_of(user.get_session_auth_hash())
