"""Links that end e-mails of one kind without signing in.

A link is a signature over the person and the kinds, nothing else: it tells
neither a name nor an address, and answers alike whether the person still exists.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

_SALT = "notifications.unsubscribe"
_LONGEST = 600


@dataclass(frozen=True)
class Unsubscribing:
    """Whose e-mails of which kinds shall stop."""

    user_id: int
    kinds: tuple[str, ...]


def unsubscribe_path(user_id: int, kinds: Iterable[str]) -> str:
    token = signing.dumps([user_id, *sorted(set(kinds))], salt=_SALT)
    return reverse("notifications:unsubscribe", args=[token])


def read_token(token: str) -> Unsubscribing | None:
    """Understand a link; nothing when we did not sign it. It does not expire."""
    if len(token) > _LONGEST:
        return None
    try:
        user_id, *kinds = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Unsubscribing(user_id, tuple(kinds))
