"""What follows from allauth's own deeds, which no action of ours performs."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.actions.people import end_sessions
from accounts.models import User


@receiver(authenticator_added)
def end_sessions_without_the_second_step(
    request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Sign `user` out wherever only a password was given; here, renew the key."""
    if authenticator.type == Authenticator.Type.TOTP:
        end_sessions(user)
        update_session_auth_hash(request, user)
