"""Rates of what strangers may ask, counted like sign-ins: per network address."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest


def is_within_limit(request: HttpRequest, action: str, *, key: str = "") -> bool:
    """Count one attempt; the rates are in `ACCOUNT_RATE_LIMITS`.

    Reading counts as well, for reading is how a code would be guessed. `key` says
    whose attempts a rate „per key” counts.
    """
    usage = ratelimit.consume(
        request, app="allauth.account", action=action, key=key, limit_get=True
    )
    return usage is not None
