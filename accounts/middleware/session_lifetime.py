import time
from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.actions.sign_ins import note_new_key, note_sign_out, note_still_here
from accounts.models import User
from accounts.models.sign_in import lifetime_for
from accounts.sessions import NOTED_KEY, SIGN_IN, SIGNED_IN_AT, begin

_SEEN_AT = "seen_at"
# Often enough to measure an hour, seldom enough not to write at every page.
_NOTE_EVERY = 60


class SessionLifetime:
    """End a session that is too old or was left alone; the shorter for more power."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sign_in = request.session.get(SIGN_IN)
        if isinstance(request.user, User):
            self._end_or_note(request, request.user, now=int(time.time()))
        response = self.get_response(request)
        if isinstance(request.user, User):
            _keep_account(request, request.user)
        elif sign_in is not None:
            note_sign_out(sign_in)
        return response

    def _end_or_note(self, request: HttpRequest, user: User, *, now: int) -> None:
        session = request.session
        if SIGNED_IN_AT not in session:
            _start(request, now=now)
        lifetime = lifetime_for(user)
        age = timedelta(seconds=now - session[SIGNED_IN_AT])
        rest = timedelta(seconds=now - session[_SEEN_AT])
        if age > lifetime.whole or rest > lifetime.idle:
            logout(request)
            messages.info(
                request, _("You were signed out after a while, to keep you safe.")
            )
        elif now - session[_SEEN_AT] > _NOTE_EVERY:
            session[_SEEN_AT] = now
            if SIGN_IN in session:
                note_still_here(session[SIGN_IN])


def _keep_account(request: HttpRequest, user: User) -> None:
    """Follow what happened to the session meanwhile: it began, or got a new key."""
    session = request.session
    if SIGNED_IN_AT not in session:
        _start(request, now=int(time.time()))
        if SIGN_IN not in session:  # came in by an invitation, not by allauth
            begin(request, user)
    if SIGN_IN in session and session.get(NOTED_KEY) != session.session_key:
        session[NOTED_KEY] = session.session_key
        note_new_key(session[SIGN_IN], session_key=str(session.session_key))


def _start(request: HttpRequest, *, now: int) -> None:
    request.session[SIGNED_IN_AT] = request.session[_SEEN_AT] = now
