"""A short number that ties what a person saw to a line of the log."""

import logging
import secrets

from django.http import HttpRequest

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that reads as another sign


def incident_of(request: HttpRequest) -> str:
    """Name the incident of this request, the same whoever asks first."""
    known: str | None = request.__dict__.get("_incident")
    if known is None:
        signs = "".join(secrets.choice(_ALPHABET) for _ in range(8))
        known = request.__dict__["_incident"] = f"{signs[:4]}-{signs[4:]}"
    return known


class IncidentFilter(logging.Filter):
    """Put the incident number, and one line only, in every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        record.incident = (
            incident_of(request) if isinstance(request, HttpRequest) else "-"
        )
        return True
