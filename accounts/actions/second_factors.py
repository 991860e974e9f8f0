"""What people do with the things that prove it is them."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.actions.audit import record
from accounts.actions.messages import queue_message
from accounts.actions.people import end_sessions
from accounts.actions.recovery_codes import CODES, drop_lonely_codes
from accounts.actions.sign_ins import close_sign_ins
from accounts.exceptions import LastFactor, NothingToReset, OwnFactor
from accounts.models import AuditEntry, AuditVerb, User


def is_last_that_is_due(factor: Authenticator) -> bool:
    """Say whether without `factor` its owner lacks what their role requires."""
    others = Authenticator.objects.filter(user_id=factor.user_id)
    owner: User = factor.user
    return (
        owner.needs_second_factor
        and not others.exclude(pk=factor.pk).exclude(type=CODES).exists()
    )


def was_reset_since(user: User, moment: datetime | None) -> bool:
    """Say whether an administrator took the second factor of `user` off meanwhile."""
    resets = AuditEntry.objects.filter(subject=user, verb=AuditVerb.SECOND_FACTOR_RESET)
    return resets.filter(at__gt=moment).exists() if moment else resets.exists()


@transaction.atomic
def reset_second_factor(person: User, *, actor: User | None, reason: str) -> None:
    """Take off everything that `person` lost, and sign them out everywhere.

    No actor means the person at the server. Raises `NothingToReset`, `OwnFactor`.
    """
    if actor is not None and actor.pk == person.pk:
        raise OwnFactor
    User.objects.select_for_update().get(pk=person.pk)
    deleted, _per_model = Authenticator.objects.filter(user=person).delete()
    if not deleted:
        raise NothingToReset
    end_sessions(person)
    close_sign_ins(person)
    context = {"reason": reason, "site_origin": settings.SITE_ORIGIN}
    queue_message(
        to=person.email,
        subject=_("Your second sign-in step has been switched off"),
        body=render_to_string("account/email/second_factor_reset_message.txt", context),
    )
    record(AuditVerb.SECOND_FACTOR_RESET, actor=actor, subject=person, detail=reason)


@transaction.atomic
def remove_passkey(factor: Authenticator, *, is_demo: bool) -> None:
    """Forget a passkey, and the recovery codes with the last thing they stand in for.

    Raises `LastFactor` when the role of its owner requires one and no other is left.
    """
    # Two tabs removing two keys would each see the other's still there.
    User.objects.select_for_update().get(pk=factor.user_id)
    if not is_demo and is_last_that_is_due(factor):
        raise LastFactor(factor)
    Authenticator.objects.filter(pk=factor.pk).delete()
    drop_lonely_codes(factor.user)
    record(
        AuditVerb.SECOND_FACTOR_REMOVED,
        actor=factor.user,
        subject=factor.user,
        detail=factor.type,
    )
