"""Which cluster, and how to get in: what the settings say of Elasticsearch.

Addresses may hold a password and the key is one, so neither is ever printed: not in a
message, not in a log, not in a traceback.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

_FINGERPRINT = re.compile(r"(?:[0-9a-fA-F]{2}:?){31}[0-9a-fA-F]{2}")
_LONGEST_WAIT = 60


@dataclass(frozen=True, slots=True)
class Cluster:
    """`addresses`: of one or more machines, parted by commas; empty: no cluster.

    `fingerprint` is the SHA-256 of the certificate, where no authority vouches for it.
    A reader waits `patience` seconds.
    """

    addresses: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    ca_file: str = ""
    fingerprint: str = ""
    patience: float = 3

    @property
    def urls(self) -> list[str]:
        each = (part.strip().rstrip("/") for part in self.addresses.split(","))
        return list(dict.fromkeys(filter(None, each)))

    @property
    def has_tls(self) -> bool:
        return self.addresses.lstrip().startswith("https:")

    def mistakes(self) -> Iterator[str]:
        """Say what cannot be right, without a secret."""
        for number, url in enumerate(self.urls, start=1):
            if not _is_address(url):
                yield f"Address {number} in ELASTICSEARCH_URL is not like https://host:9200."
        if len({url.partition(":")[0] for url in self.urls}) > 1:
            yield "ELASTICSEARCH_URL mixes http and https."
        if self.api_key and "@" in self.addresses:
            yield "Give ELASTICSEARCH_API_KEY or a name and password in the address."
        yield from self._mistakes_in_trust()
        if not 0 < self.patience <= _LONGEST_WAIT:
            yield f"ELASTICSEARCH_TIMEOUT is not between 0 and {_LONGEST_WAIT} seconds."

    def _mistakes_in_trust(self) -> Iterator[str]:
        if (self.ca_file or self.fingerprint) and not self.has_tls:
            yield "A certificate is given, but ELASTICSEARCH_URL is not https."
        if self.ca_file and not _can_be_read(self.ca_file):
            yield f"ELASTICSEARCH_CA_FILE cannot be read: {self.ca_file}"
        if self.fingerprint and not _FINGERPRINT.fullmatch(self.fingerprint):
            yield "ELASTICSEARCH_FINGERPRINT is not a SHA-256: 64 hexadecimal digits."

    @property
    def shows_secrets(self) -> bool:
        """Whether a password or key crosses a network in plain sight."""
        has_secret = bool(self.api_key) or "@" in self.addresses
        away = any(not _is_here(url) for url in self.urls)
        return has_secret and away and not self.has_tls


def chosen_cluster() -> Cluster:
    """Give the cluster of the settings."""
    return Cluster(
        settings.ELASTICSEARCH_URL,
        settings.ELASTICSEARCH_API_KEY,
        settings.ELASTICSEARCH_CA_FILE,
        settings.ELASTICSEARCH_FINGERPRINT,
        settings.ELASTICSEARCH_TIMEOUT,
    )


def _is_address(url: str) -> bool:
    parts = _parts(url)
    return bool(
        parts
        and parts.scheme in {"http", "https"}
        and parts.hostname
        and parts.port
        and not (parts.query or parts.fragment)
    )


def _is_here(url: str) -> bool:
    parts = _parts(url)
    return bool(parts and parts.hostname in {"localhost", "127.0.0.1", "::1"})


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # a port that is no number shows only when asked for
    except ValueError:
        return None
    return parts


def _can_be_read(name: str) -> bool:
    try:
        return b"BEGIN CERTIFICATE" in Path(name).read_bytes()
    except OSError:
        return False
