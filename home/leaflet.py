"""What stands on the sheet of paper for the wall of a staff room."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from accounts.models import Institution, JoinCode, User
from accounts.qr import QrCode, qr_code


@dataclass(frozen=True)
class Leaflet:
    """The address in words and as a code; with `code`, the way into one institution."""

    address: str
    qr: QrCode
    place: Institution | None = None
    code: str = ""
    # Where who looks after the place makes a code, when there is none.
    sheet_url: str = ""


def leaflet_for(reader: User | AnonymousUser) -> Leaflet:
    """Put the leaflet together; who heads an institution gets its own code on it."""
    place = managed_place(reader)
    if place is None:
        return Leaflet(_spoken(reverse("start")), qr_code(settings.SITE_ORIGIN))
    alive = JoinCode.objects.alive(timezone.now()).filter(institution=place).first()
    if alive is None:
        return Leaflet(
            _spoken(reverse("start")),
            qr_code(settings.SITE_ORIGIN),
            place,
            sheet_url=reverse("staff:sheet", args=[place.slug]),
        )
    link = settings.SITE_ORIGIN + reverse("joining:ask", args=[alive.code])
    return Leaflet(_spoken(reverse("joining:code")), qr_code(link), place, alive.shown)


def managed_place(reader: User | AnonymousUser) -> Institution | None:
    """The reader's own institution, if they look after its people; one query."""
    if not isinstance(reader, User) or reader.institution_id is None:
        return None
    managed = Institution.objects.managed_by(reader)
    found: Institution | None = managed.filter(pk=reader.institution_id).first()
    return found


def _spoken(path: str) -> str:
    """Give an address as people type it, without the scheme."""
    host = settings.SITE_ORIGIN.partition("://")[2]
    return f"{host}{path}".rstrip("/")
