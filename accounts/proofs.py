"""Links that prove who read a mail: signed, for one purpose, for a few days."""

from django.core import signing

from accounts.models import SignIn, User

NOT_ME_FOR_DAYS = 7
_NOT_ME = "accounts.not_me"
_UNDO = "accounts.undo_address"
_DAY = 24 * 3600


def not_me_token(sign_in: SignIn) -> str:
    """Sign the part of a link by which its reader disowns `sign_in`."""
    return signing.dumps(sign_in.pk, salt=_NOT_ME)


def disputed_sign_in(token: str) -> SignIn | None:
    """Find what a link is about; nothing if it is old, was used, or is no link of ours."""
    try:
        pk = signing.loads(token, salt=_NOT_ME, max_age=NOT_ME_FOR_DAYS * _DAY)
    except signing.BadSignature:
        return None
    return SignIn.objects.filter(pk=pk, is_disowned=False).first()


def undo_address_token(user: User, *, old: str) -> str:
    """Sign the part of a link by which the reader of `old` undoes a change away from it."""
    return signing.dumps([user.pk, old, user.email], salt=_UNDO)


def disputed_change(token: str) -> tuple[User, str] | None:
    """Find whose address was changed, and from which; nothing if it is no longer so."""
    try:
        pk, old, new = signing.loads(token, salt=_UNDO, max_age=NOT_ME_FOR_DAYS * _DAY)
    except signing.BadSignature:
        return None
    user = User.objects.active().filter(pk=pk, email=new).first()
    return (user, old) if user else None
