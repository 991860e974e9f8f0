import time
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.models import User

_HOUR = 3600
_DAY = 24 * _HOUR
SIGNED_IN_AT = "signed_in_at"
_SEEN_AT = "seen_at"
# Often enough to measure an hour, seldom enough not to write at every page.
_NOTE_EVERY = 60


@dataclass(frozen=True)
class Lifetime:
    """How long a session may last in seconds: altogether, and without a page read."""

    whole: int
    idle: int


PRIVILEGED = Lifetime(whole=12 * _HOUR, idle=_HOUR)
ORDINARY = Lifetime(whole=30 * _DAY, idle=7 * _DAY)


class SessionLifetime:
    """End a session that is too old or was left alone; the shorter for more power."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            self._end_or_note(request, request.user, now=int(time.time()))
        response = self.get_response(request)
        if request.user.is_authenticated and SIGNED_IN_AT not in request.session:
            _start(request, now=int(time.time()))
        return response

    def _end_or_note(self, request: HttpRequest, user: User, *, now: int) -> None:
        session = request.session
        if SIGNED_IN_AT not in session:
            _start(request, now=now)
        lifetime = PRIVILEGED if user.needs_second_factor else ORDINARY
        is_old = now - session[SIGNED_IN_AT] > lifetime.whole
        if is_old or now - session[_SEEN_AT] > lifetime.idle:
            logout(request)
            messages.info(
                request, _("You were signed out after a while, to keep you safe.")
            )
        elif now - session[_SEEN_AT] > _NOTE_EVERY:
            session[_SEEN_AT] = now


def _start(request: HttpRequest, *, now: int) -> None:
    request.session[SIGNED_IN_AT] = request.session[_SEEN_AT] = now
