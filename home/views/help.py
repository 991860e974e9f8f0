"""Help: a short index, the basics, a guide per role, and the leaflet for the wall."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from home.guides import GUIDES, guide_for
from home.leaflet import leaflet_for, managed_place


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    own = guide_for(request.user) if isinstance(request.user, User) else None
    context = {
        "own": own,
        "guides": [guide for guide in GUIDES.values() if guide is not own],
    }
    return render(request, "home/help/index.html", context)


@require_safe
def help_basics(request: HttpRequest) -> HttpResponse:
    return render(request, "home/help/basics.html")


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in GUIDES:
        raise Http404
    found = GUIDES[slug]
    context = {
        "guide": found,
        "is_own": found.is_for(request.user),
        "place": managed_place(request.user),
    }
    return render(request, found.template, context)


@require_safe
def leaflet(request: HttpRequest) -> HttpResponse:
    return render(request, "home/leaflet.html", {"leaflet": leaflet_for(request.user)})
