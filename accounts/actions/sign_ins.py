"""Keeping account of where people are signed in, and ending it."""

from datetime import datetime
from importlib import import_module

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, OuterRef, Subquery
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.people import end_sessions
from accounts.actions.recovery_codes import drop_lonely_codes
from accounts.devices import device_of, network_of
from accounts.models import AuditVerb, SignIn, User


@transaction.atomic
def note_sign_in(
    user: User, *, session_key: str, user_agent: str, address: str
) -> SignIn:
    """Write down that a session began."""
    now, device = timezone.now(), device_of(user_agent)
    return SignIn.objects.create(
        user=user,
        session_key=session_key,
        epoch=user.session_epoch,
        started_at=now,
        seen_at=now,
        browser=device.browser,
        system=device.system,
        network=network_of(address),
    )


def is_from_elsewhere(sign_in: SignIn) -> bool:
    """Say whether its owner should hear of it: never the first one of all."""
    earlier = SignIn.objects.filter(user_id=sign_in.user_id).exclude(pk=sign_in.pk)
    return earlier.exists() and not SignIn.objects.like(sign_in).exists()


def note_still_here(pk: int) -> None:
    """Write down that a session is being used."""
    SignIn.objects.filter(pk=pk).update(seen_at=timezone.now())


def note_new_key(pk: int, *, session_key: str) -> None:
    """Follow a session whose key was changed for safety."""
    of_owner = User.objects.filter(pk=OuterRef("user_id")).values("session_epoch")
    SignIn.objects.filter(pk=pk).update(
        session_key=session_key, epoch=Subquery(of_owner)
    )


def note_sign_out(pk: int) -> None:
    """Write down that a session is over."""
    SignIn.objects.filter(pk=pk, ended_at=None).update(ended_at=timezone.now())


@transaction.atomic
def end_sign_in(sign_in: SignIn, *, actor: User) -> bool:
    """End one session at once; false when another tab was faster."""
    still_open = SignIn.objects.filter(pk=sign_in.pk, ended_at=None)
    if not still_open.update(ended_at=timezone.now()):
        return False
    _forget_session(sign_in.session_key)
    record(AuditVerb.SESSION_ENDED, actor=actor, subject=sign_in.user)
    return True


@transaction.atomic
def end_other_sign_ins(user: User, *, keep: int | None) -> bool:
    """Sign `user` out everywhere but in the session `keep`, which must be renewed.

    False when another tab was faster: two moves of the epoch would end its session.
    """
    here = User.objects.filter(pk=user.pk, session_epoch=user.session_epoch)
    if not here.update(session_epoch=F("session_epoch") + 1):
        return False
    user.refresh_from_db(fields=["session_epoch"])
    others = SignIn.objects.filter(user=user, ended_at=None).exclude(pk=keep or 0)
    others.update(ended_at=timezone.now())
    record(AuditVerb.SESSIONS_ENDED, actor=user, subject=user)
    return True


@transaction.atomic
def end_all_sign_ins(user: User, *, actor: User | None) -> None:
    """Sign `user` out everywhere, as somebody who looks after accounts."""
    end_sessions(user)
    close_sign_ins(user)
    record(AuditVerb.SESSIONS_ENDED, actor=actor, subject=user)


@transaction.atomic
def disown_sign_in(sign_in: SignIn) -> None:
    """Act on „it was not me”: end all sessions and let no old password in again."""
    user = User.objects.select_for_update().get(pk=sign_in.user_id)
    SignIn.objects.filter(pk=sign_in.pk).update(is_disowned=True)
    drop_factors_since(user, sign_in.started_at)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_sessions(user)
    close_sign_ins(user)
    record(AuditVerb.SIGN_IN_DISOWNED, actor=user, subject=user)


def drop_factors_since(user: User, moment: datetime) -> None:
    """Remove factors made since: whoever it was may have made themselves a way back."""
    Authenticator.objects.filter(user=user, created_at__gte=moment).delete()
    drop_lonely_codes(user)


def close_sign_ins(user: User) -> None:
    """Write down as over the sessions of `user`, which something else has ended."""
    SignIn.objects.filter(user=user, ended_at=None).update(ended_at=timezone.now())


def forget_old_sign_ins(*, before: datetime) -> int:
    """Drop sessions not seen since `before`, but nobody's last one."""
    newest = SignIn.objects.order_by().values("user").annotate(last=Max("pk"))
    old = SignIn.objects.filter(seen_at__lt=before).exclude(
        pk__in=newest.values("last")
    )
    deleted, _per_model = old.delete()
    return deleted


def _forget_session(key: str) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    store(key).delete()
