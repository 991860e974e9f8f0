"""What is shown when something went wrong; the number is also in the log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from home.incidents import incident_of
from home.lost import help_for, moved_to


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    context = {"incident": incident_of(request)}
    return render(request, f"errors/{name}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Lead to where an old address moved, or help to find what was looked for."""
    is_read = request.method in {"GET", "HEAD"}
    if is_read and (target := moved_to(request.path)):
        return redirect(target, permanent=True)
    context: dict[str, object] = {"incident": incident_of(request)}
    if is_read:
        context["help"] = help_for(request.path)
    return render(request, "errors/404.html", context, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return _page(request, "csrf", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer without session, user or database: any of them may be what broke."""
    page = render_to_string("errors/500.html", {"incident": incident_of(request)})
    return HttpResponse(page, status=500)
