"""What a session of Django's keeps for us."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from accounts.actions.sign_ins import note_sign_in
from accounts.models import SignIn, User

# When it began, in seconds; set by `accounts.middleware.SessionLifetime`.
SIGNED_IN_AT = "signed_in_at"
# The key of its row of `accounts.models.SignIn`, and the session's key noted there.
SIGN_IN = "sign_in"
NOTED_KEY = "noted_key"


def begin(request: HttpRequest, user: User) -> SignIn:
    """Keep account of the session in which `user` has just signed in."""
    sign_in = note_sign_in(
        user,
        session_key=str(request.session.session_key),
        user_agent=request.headers.get("user-agent", ""),
        address=get_adapter(request).get_client_ip(request),
    )
    request.session[SIGN_IN] = sign_in.pk
    request.session[NOTED_KEY] = sign_in.session_key
    return sign_in
