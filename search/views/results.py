from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.criteria import read_criteria
from search.presentation import ResultsPage
from search.service import search
from search.suggestions import suggest


@require_safe
@cache_control(private=True, no_store=True)
def results(request: HttpRequest) -> HttpResponse:
    """Show what was found; the whole search stands in the address."""
    outcome = search(read_criteria(request.GET, request.user), request.user)
    return render(request, "search/results.html", {"results": ResultsPage(outcome)})


@require_safe
@cache_control(private=True, no_store=True)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Finish what is being typed in the search box."""
    found = suggest(request.GET.get("q", ""), request.user)
    titles = [
        {"title": card.title, "kind": card.kind, "url": card.url}
        for card in (*found.titles, *found.values)
    ]
    return JsonResponse({"queries": list(found.queries), "titles": titles})
