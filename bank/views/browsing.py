"""The published materials that a reader may see."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bank.models import Kind, Material
from bank.sheet import facts_of

PAGE_SIZE = 20


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List what is published for this reader, the newest first."""
    published = Material.objects.published().visible_to(request.user)
    materials = published.for_listing().order_by("-first_published_at", "-pk")
    page = Paginator(materials, PAGE_SIZE).get_page(request.GET.get("strona"))
    context = {
        "page": page,
        "cards": [(material, facts_of(material)) for material in page],
        "kinds": Kind.choices,
        "trail": [(_("Bank"), "")],
    }
    return render(request, "bank/listing.html", context)
