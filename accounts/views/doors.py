"""Sign-in forms of the libraries: closed, because they ask for no second factor."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache


@never_cache
def other_door(request: HttpRequest) -> HttpResponse:
    """Lead to the only door, and from there to where the person was going."""
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        wanted = "/"
    if request.user.is_authenticated:
        return redirect(wanted)
    return redirect_to_login(wanted)
