"""Which site a passkey is for: told by the configuration, never by a request.

A browser ties a passkey to a name of a site and refuses bare numbers, so a
demonstration at 127.0.0.1 has them at localhost.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

MOST_PASSKEYS = 10
LONGEST_NAME = 60


def site_of_passkeys() -> str:
    """Name the site that passkeys of this installation are made for."""
    host = urlsplit(settings.SITE_ORIGIN).hostname or "localhost"
    return "localhost" if _is_loopback(host) else host


def origin_of_passkeys() -> str:
    """Give the one origin at which they may be made and used."""
    parts = urlsplit(settings.SITE_ORIGIN)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{site_of_passkeys()}{port}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
