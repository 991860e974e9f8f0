from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notifications.actions.preferences import stop_emails
from notifications.kinds import find_kind
from notifications.unsubscribing import read_token


# Mail programs post here by themselves (RFC 8058), with neither cookie nor token of
# ours; the signed address is the proof, so there is nothing for CSRF to protect.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End e-mails of some kinds, without signing in; asks before it does."""
    wish = read_token(token)
    if wish is None:
        raise Http404
    if request.method == "POST":
        stop_emails(wish.user_id, wish.kinds)
    kinds = [kind for key in wish.kinds if (kind := find_kind(key))]
    context = {
        "kinds": sorted(str(kind.label) for kind in kinds),
        "is_done": request.method == "POST",
    }
    return render(request, "notifications/unsubscribe.html", context)
