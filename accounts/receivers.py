"""What follows from allauth's own deeds, which no action of ours performs."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import (
    password_changed,
    password_reset,
    password_set,
    user_logged_in,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions.audit import record
from accounts.actions.people import end_sessions
from accounts.actions.recovery_codes import CODES, codes_left
from accounts.actions.second_factors import was_reset_since
from accounts.actions.sign_ins import close_sign_ins, is_from_elsewhere
from accounts.models import AuditVerb, SignIn, User
from accounts.proofs import not_me_token
from accounts.safety import FEW_CODES
from accounts.sessions import begin


@receiver(user_logged_in)
def keep_account_of_the_sign_in(
    request: HttpRequest, user: User, **_kwargs: Any
) -> None:
    """Note where somebody came in, and tell them when it looks like somebody else."""
    before = user.sign_ins.first()
    sign_in = begin(request, user)
    if was_reset_since(user, before.started_at if before else None):
        _announce_reset(request)
    if is_from_elsewhere(sign_in):
        _tell_the_owner(request, user, sign_in)
    record(AuditVerb.SIGNED_IN, actor=user, subject=user)


def _announce_reset(request: HttpRequest) -> None:
    messages.warning(
        request,
        _(
            "An administrator has switched off your second sign-in step because it was"
            " lost. If you did not ask for it, tell them at once."
        ),
    )


def _tell_the_owner(request: HttpRequest, user: User, sign_in: SignIn) -> None:
    get_adapter(request).send_notification_mail(
        "account/email/sign_in_elsewhere",
        user,
        {"device": sign_in.device, "token": not_me_token(sign_in)},
    )
    record(
        AuditVerb.SIGN_IN_FROM_ELSEWHERE,
        actor=user,
        subject=user,
        detail=str(sign_in.device),
    )


@receiver([password_changed, password_set, password_reset])
def close_what_another_password_opened(user: User, **_kwargs: Any) -> None:
    """A new password ends every session, by Django's own rule; say so in the list."""
    close_sign_ins(user)
    record(AuditVerb.PASSWORD_CHANGED, actor=user, subject=user)


@receiver(authenticator_added)
def end_sessions_without_the_second_step(
    request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Sign `user` out wherever only a password was given; here, renew the key."""
    if authenticator.type == CODES:
        record(AuditVerb.RECOVERY_CODES_MADE, actor=user, subject=user)
        return
    held = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
    if not held.exclude(type=CODES).exists():
        end_sessions(user)
        update_session_auth_hash(request, user)
    record(
        AuditVerb.SECOND_FACTOR_ADDED,
        actor=user,
        subject=user,
        detail=authenticator.type,
    )


@receiver(authenticator_removed)
def write_down_what_was_removed(
    user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Keep that somebody switched a factor off; codes go with the last one unsaid."""
    if authenticator.type != CODES:
        record(
            AuditVerb.SECOND_FACTOR_REMOVED,
            actor=user,
            subject=user,
            detail=authenticator.type,
        )


@receiver(authenticator_reset)
def write_down_the_new_codes(user: User, **_kwargs: Any) -> None:
    """Keep that older recovery codes stopped working."""
    record(AuditVerb.RECOVERY_CODES_MADE, actor=user, subject=user)


@receiver(authenticator_used)
def count_the_codes_left(
    request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Tell who used a recovery code how many there still are."""
    if authenticator.type != CODES:
        return
    authenticator.refresh_from_db(fields=["data"])
    left = codes_left(authenticator)
    told = ngettext(
        "You used a recovery code. You have %(number)d left.",
        "You used a recovery code. You have %(number)d left.",
        left,
    )
    messages.info(request, told % {"number": left})
    if left <= FEW_CODES:
        messages.warning(
            request,
            _(
                "Few recovery codes are left. Make new ones on the page of your account."
            ),
        )
    record(AuditVerb.RECOVERY_CODE_USED, actor=user, subject=user)


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
