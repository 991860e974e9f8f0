"""What somebody sent after their session ended: kept until they sign in again."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import resolve_url

from accounts.http import AuthenticatedHttpRequest

# Sessions are rows; a long lesson plan has some 40 thousand characters.
LARGEST = 200_000
# Whoever is signed out may be anybody, and must not fill the table.
MOST = 3
_KEY = "lost-text"

P = ParamSpec("P")
View = Callable[Concatenate[AuthenticatedHttpRequest, int, P], HttpResponseBase]


def keeps_text(
    view: View[P],
) -> Callable[Concatenate[HttpRequest, int, P], HttpResponseBase]:
    """Ask whoever is signed out to sign in, and keep what they were sending."""

    @wraps(view)
    def guarded(
        request: HttpRequest, pk: int, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, pk, *args, **kwargs)  # type: ignore[arg-type]
        if request.headers.get("Accept") == "application/json":
            return HttpResponse(status=401)
        if request.method == "POST":
            _keep(request, pk)
        return redirect_to_login(resolve_url("bank:edit", pk))

    return cast(Callable[Concatenate[HttpRequest, int, P], HttpResponseBase], guarded)


def _keep(request: HttpRequest, pk: int) -> None:
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    text = typed.urlencode()
    if len(text) > LARGEST:
        return
    kept: dict[str, str] = request.session.get(_KEY, {})
    others = {key: kept[key] for key in kept if key != str(pk)}
    newest = list(others.items())[-(MOST - 1) :]
    request.session[_KEY] = dict(newest) | {str(pk): text}


def take_lost(request: HttpRequest, pk: int) -> QueryDict | None:
    """Give back, once, what was sent after the session ended."""
    kept: dict[str, str] = request.session.get(_KEY, {})
    if str(pk) not in kept:
        return None
    text = kept.pop(str(pk))
    request.session[_KEY] = kept
    return QueryDict(text)
