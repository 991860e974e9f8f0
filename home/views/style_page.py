"""The living style page: every component in the states that break designs."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from home.style_samples import SampleForm, samples


def style_page(request: HttpRequest) -> HttpResponse:
    """Show the components; only where settings say so."""
    refused = SampleForm(
        {"refused-summary": "zażółć " * 70, "refused-subject": "x"}, prefix="refused"
    )
    context = {
        "trail": [("Bank", "/"), ("Matematyka", "/"), ("Klasa V", "")],
        "form": SampleForm(),
        "refused": refused,
        "page": Paginator(range(400), 20).get_page(request.GET.get("strona", "7")),
        **samples(),
    }
    return render(request, "home/style_page/index.html", context)
