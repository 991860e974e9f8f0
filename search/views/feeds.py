"""Searches as feeds: what guests may see, and the ones people keep for themselves."""

from http import HTTPStatus

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.atom import Feed, atom
from accounts.limits import is_within_limit
from search.actions.saved import fingerprint
from search.criteria import read_criteria
from search.engines.base import Sort
from search.exceptions import NoAnswer
from search.feeds import feed_entries, find_feed
from search.saved import proposed_name, recall

_ASK_AGAIN = 300  # seconds


@require_safe
def public_feed(request: HttpRequest) -> HttpResponse:
    """Give what a guest would find, whoever asks; the address says the search."""
    if not is_within_limit(request, "search_feed"):
        return _later(HTTPStatus.TOO_MANY_REQUESTS)
    guest = AnonymousUser()
    criteria = read_criteria(request.GET, guest)
    try:
        entries = feed_entries(criteria, guest)
    except NoAnswer:
        return _later(HTTPStatus.SERVICE_UNAVAILABLE)
    feed = Feed(
        title=f"{proposed_name(criteria, guest)} – {_('Knowledge Bank')}",
        subtitle=_("What anybody may read, the newest first."),
        path=criteria.sorted_by(Sort.NEWEST).address(),
        entries=entries,
        key=f"szukaj/{fingerprint(criteria.parameters())[:32]}",
    )
    return _unlisted(atom(request, feed))


@require_safe
def private_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a saved search to whoever holds its address, with its owner's rights now."""
    saved = find_feed(token)
    if saved is None:
        raise Http404
    if not is_within_limit(request, "saved_feed", key=str(saved.pk)):
        return _later(HTTPStatus.TOO_MANY_REQUESTS)
    [row] = recall([saved], saved.owner)
    try:
        entries = feed_entries(row.criteria, saved.owner) if row.is_whole else []
    except NoAnswer:
        return _later(HTTPStatus.SERVICE_UNAVAILABLE)
    feed = Feed(
        title=f"{saved.name} – {_('Knowledge Bank')}",
        subtitle=_(
            "Your saved search, the newest first: what everybody signed in sees."
        ),
        path=row.newest_address,
        entries=entries,
        key=f"szukaj/zapisane/{saved.pk}",
        is_secret=True,
    )
    response = _unlisted(atom(request, feed))
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response


def _later(status: HTTPStatus) -> HttpResponse:
    """Have a reader keep what it has and come back."""
    headers = {"Retry-After": str(_ASK_AGAIN), "Cache-Control": "no-store"}
    return HttpResponse(status=status, headers=headers, content_type="text/plain")
