"""Knowing that somebody was counted already, without knowing who it was.

A mark is kept in the cache alone, sealed with a secret that is made anew every day
and is written down nowhere: tomorrow nobody can tell whose it was, we included.
"""

import secrets
from datetime import date, timedelta
from hashlib import blake2b
from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import BaseCache, caches
from django.http import HttpRequest

from accounts.models import User

_CACHE: Final = "marks"
# A day of an autumn change of clocks has 25 hours.
_KEPT: Final = int(timedelta(hours=26).total_seconds())


def reader_key(request: HttpRequest) -> str:
    """Name who asks: the account or, of a guest, the network address.

    Only to be sealed or counted against a limit, never to be stored.
    """
    if isinstance(request.user, User):
        return f"user:{request.user.pk}"
    return f"net:{get_adapter().get_client_ip(request)}"


def take_mark(who: str, *what: str | int, day: date) -> str:
    """Mark that `who` did this on a day; "" when they did already. One of many wins."""
    said = "\0".join([who, *map(str, what)]).encode()
    seal = blake2b(said, key=_secret_of(day), digest_size=16).hexdigest()
    return seal if _cache().add(seal, 1, _KEPT) else ""


def give_back(mark: str) -> None:
    """Take a mark away: what it stood for was not counted after all."""
    _cache().delete(mark)


def is_first_use(token: str, *, kept: timedelta) -> bool:
    """Say whether a thing that counts once is met for the first time."""
    seal = blake2b(token.encode(), digest_size=16, person=b"once").hexdigest()
    return _cache().add(seal, 1, int(kept.total_seconds()))


def _secret_of(day: date) -> bytes:
    """Make the secret of a day once; all processes share the cache, and so it."""
    name = f"secret:{day.isoformat()}"
    fresh = secrets.token_bytes(32)
    if _cache().add(name, fresh, _KEPT):
        return fresh
    known: bytes | None = _cache().get(name)
    return known or fresh


def _cache() -> BaseCache:
    return caches[_CACHE]
