"""Secrets that must rest in the database are kept under the site's key."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

from accounts.exceptions import SealBroken


def _fernet(secret: str | bytes) -> Fernet:
    digest = hashlib.sha256(b"accounts.sealing:" + force_bytes(secret)).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_fernet(secret) for secret in secrets])


def seal(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str, *, max_age: int | None = None) -> str:
    """Open what `seal` closed; raises `SealBroken` for another key or an old seal."""
    try:
        return _keys().decrypt(sealed.encode(), ttl=max_age).decode()
    except InvalidToken as error:
        raise SealBroken from error
