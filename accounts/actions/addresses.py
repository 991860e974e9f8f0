"""Changing one's e-mail address: asked, confirmed at the new one, told to both."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.audit import record
from accounts.actions.messages import queue_message
from accounts.actions.sign_ins import (
    close_sign_ins,
    disown_sign_in,
    drop_factors_since,
    end_other_sign_ins,
)
from accounts.exceptions import EmailTaken, LinkGone
from accounts.models import AddressChange, AuditVerb, SignIn, User
from accounts.models.address_change import hash_of, new_token, stamp_of
from accounts.proofs import undo_address_token


@transaction.atomic
def ask_for_address(user: User, *, address: str) -> AddressChange:
    """Note the wish and write to both addresses; the old one stays until confirmed.

    When the address is somebody else's, everything looks the same but no link is
    sent: nobody learns who has an account, and nobody gets mail for nothing.
    """
    wanted, token = address.strip().lower(), new_token()
    change, _created = AddressChange.objects.update_or_create(
        user=user,
        defaults={
            "address": wanted,
            "token_hash": hash_of(token),
            "stamp": stamp_of(user),
            "asked_at": timezone.now(),
        },
    )
    is_free = not _is_taken(wanted, user)
    facts = {"old": user.email, "new": wanted, "token": token}
    _write(
        wanted if is_free else "",
        _("Confirm your new e-mail address"),
        "address_confirm",
        facts,
    )
    _write(
        user.email,
        _("Somebody asked to change the address of your account"),
        "address_asked",
        facts,
    )
    return change


@transaction.atomic
def give_up_address(user: User) -> None:
    """Forget the wish; its link stops working."""
    AddressChange.objects.filter(user=user).delete()


@transaction.atomic
def confirm_address(user: User, *, token: str, keep: int | None) -> str:
    """Make the new address the address of the account, and tell both; returns the old.

    Signs out everywhere but in the session `keep`, which must be renewed. Raises
    `LinkGone` when the link is old, used, cancelled or somebody else's, and
    `EmailTaken` when somebody has got the address meanwhile.
    """
    change = AddressChange.objects.waiting_for(user).with_token(token)
    # The row goes first: of two clicks only one finds it to delete.
    if change is None or not AddressChange.objects.filter(pk=change.pk).delete()[0]:
        raise LinkGone
    old = user.email
    _set_address(user, change.address)
    end_other_sign_ins(user, keep=keep)
    here = SignIn.objects.filter(pk=keep or 0, user=user).first()
    now = timezone.now()
    since = here.started_at if here else now
    undo = undo_address_token(user, old=old, since=since, changed_at=now)
    facts = {"old": old, "new": user.email, "undo": undo}
    subject = _("The address of your account has been changed")
    _write(old, subject, "address_left", facts)
    _write(user.email, subject, "address_changed", facts)
    record(
        AuditVerb.EMAIL_CHANGED,
        actor=user,
        subject=user,
        detail=f"{old} → {user.email}",
    )
    return old


@transaction.atomic
def take_address_back(
    user: User, *, address: str, since: datetime, changed_at: datetime
) -> None:
    """Undo a change that its old address disowns, and let no old password in again.

    Factors made since the session of the change began go, too. Raises `EmailTaken`.
    """
    changed = user.email
    _set_address(user, address)
    user.set_unusable_password()
    user.session_epoch += 1
    user.save(update_fields=["password", "session_epoch"])
    drop_factors_since(user, since)
    close_sign_ins(user)
    record(
        AuditVerb.EMAIL_TAKEN_BACK,
        actor=user,
        subject=user,
        # The moment goes first: links to undo later changes die by it.
        detail=f"{changed_at.isoformat()} {changed} → {address}",
    )


@transaction.atomic
def disown(sign_in: SignIn, *, address: str) -> bool:
    """Disown a sign-in, and the change of `address` made since by whoever it was.

    False when `address` belongs to somebody else by now, who must get no mail of it.
    """
    disown_sign_in(sign_in)
    user = User.objects.get(pk=sign_in.user_id)
    if user.email == address:
        return True
    try:
        began = sign_in.started_at
        take_address_back(user, address=address, since=began, changed_at=began)
    except EmailTaken:
        return False
    return True


def _is_taken(address: str, user: User) -> bool:
    people = User.objects.filter(email__iexact=address).exclude(pk=user.pk)
    held = EmailAddress.objects.filter(email__iexact=address)
    return bool(people.exists() or held.exclude(user_id=user.pk).exists())


def _set_address(user: User, address: str) -> None:
    if _is_taken(address, user):
        raise EmailTaken(address)
    old, user.email = user.email, address
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(
                user=user, email=address, verified=True, primary=True
            )
    except IntegrityError as error:
        user.email = old
        raise EmailTaken(address) from error


def _write(to: str, subject: str, template: str, facts: dict[str, str]) -> None:
    context = {**facts, "site_origin": settings.SITE_ORIGIN}
    body = render_to_string(f"account/email/{template}_message.txt", context)
    queue_message(to=to, subject=subject, body=body)
