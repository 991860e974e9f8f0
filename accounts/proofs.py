"""Links that prove who read a mail: signed, for one purpose, for a few days."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from accounts.models import AuditEntry, AuditVerb, SignIn, User

NOT_ME_FOR_DAYS = 7
_NOT_ME = "accounts.not_me.2"
_UNDO = "accounts.undo_address.2"
_DAY = 24 * 3600


def not_me_token(sign_in: SignIn) -> str:
    """Sign the part of a link by which its reader disowns `sign_in`."""
    return signing.dumps([sign_in.pk, sign_in.user.email], salt=_NOT_ME)


def disputed_sign_in(token: str) -> tuple[SignIn, str] | None:
    """Find what a link is about, and the address that read it.

    Nothing if it is old, was used, or is no link of ours.
    """
    try:
        pk, address = signing.loads(token, salt=_NOT_ME, max_age=NOT_ME_FOR_DAYS * _DAY)
    except signing.BadSignature:
        return None
    sign_in = SignIn.objects.filter(pk=pk, is_disowned=False).first()
    return (sign_in, address) if sign_in else None


def undo_address_token(
    user: User, *, old: str, since: datetime, changed_at: datetime
) -> str:
    """Sign the part of a link by which the reader of `old` undoes a change away from it.

    The change was made at `changed_at`, in a session that began at `since`.
    """
    said = [user.pk, old, since.isoformat(), changed_at.isoformat()]
    return signing.dumps(said, salt=_UNDO)


@dataclass(frozen=True)
class DisputedChange:
    """A change away from `old`, made at `changed_at` in a session begun at `since`."""

    user: User
    old: str
    since: datetime
    changed_at: datetime


def disputed_change(token: str) -> DisputedChange | None:
    """Find the change a link is about, even if the address was changed again since.

    Nothing once it was undone, or a change before it: the link that a thief got at
    an address of theirs must not undo what the owner did, nor spend the owner's link.
    """
    try:
        said = signing.loads(token, salt=_UNDO, max_age=NOT_ME_FOR_DAYS * _DAY)
    except signing.BadSignature:
        return None
    pk, old, since, changed_at = said
    user = User.objects.active().filter(pk=pk).exclude(email=old).first()
    undone = AuditEntry.objects.filter(subject=pk, verb=AuditVerb.EMAIL_TAKEN_BACK)
    moments = [entry.detail.partition(" ")[0] for entry in undone]
    if user is None or any(moment <= changed_at for moment in moments):
        return None
    moment = datetime.fromisoformat
    return DisputedChange(user, old, moment(since), moment(changed_at))
