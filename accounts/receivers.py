"""What follows from allauth's own deeds, which no action of ours performs."""

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.actions.audit import record
from accounts.actions.people import end_sessions
from accounts.models import AuditVerb, User


@receiver(authenticator_added)
def end_sessions_without_the_second_step(
    request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Sign `user` out wherever only a password was given; here, renew the key."""
    if authenticator.type == Authenticator.Type.TOTP:
        end_sessions(user)
        update_session_auth_hash(request, user)


@receiver(user_logged_in)
def write_down_the_sign_in(user: User, **_kwargs: Any) -> None:
    """Keep when somebody came in; where from is nobody's business here."""
    record(AuditVerb.SIGNED_IN, actor=user, subject=user)


@receiver(authentication_failed)
def write_down_the_wrong_code(
    user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Keep that somebody who knew the password did not know the code."""
    record(
        AuditVerb.SECOND_FACTOR_FAILED,
        actor=None,
        subject=user,
        detail=authenticator.type,
    )
