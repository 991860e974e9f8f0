"""Health for machines and people; details for administrators only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.roles import Role
from home.health import full_report, is_up


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the site works and 503 while it does not."""
    if not is_up():
        return HttpResponse("503\n", status=503, content_type="text/plain")
    user = request.user
    details = isinstance(user, User) and user.has_role(Role.ADMINISTRATOR)
    context = {"checks": full_report() if details else []}
    return render(request, "home/health.html", context)
