"""Schools and kindergartens of the gmina, as anybody may see them."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import Institution, InstitutionKind
from bank.models import Material
from home.models import InstitutionPage, News

PER_PAGE = 12
NEWS = 3
HEADINGS = {
    InstitutionKind.KINDERGARTEN: _("Kindergartens"),
    InstitutionKind.SCHOOL: _("Primary schools"),
}


@require_safe
def institution_list(request: HttpRequest) -> HttpResponse:
    """List institutions with how much of theirs this reader may open."""
    visible = Material.objects.visible_to(request.user).published().values("pk")
    institutions = (
        Institution.objects.exclude(kind=InstitutionKind.OFFICE)
        .annotate(material_count=Count("materials", filter=Q(materials__in=visible)))
        .order_by("name")
    )
    grouped = [
        (heading, [place for place in institutions if place.kind == kind])
        for kind, heading in HEADINGS.items()
    ]
    kinds = [(heading, places) for heading, places in grouped if places]
    return render(request, "home/institution_list.html", {"kinds": kinds})


@require_safe
def institution(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one institution: its own words, its news, its materials."""
    places = Institution.objects.select_related("group", "page")
    place = get_object_or_404(places, slug=slug)
    materials = (
        Material.objects.visible_to(request.user)
        .published()
        .filter(institution=place)
        .for_listing()
        .order_by("-first_published_at", "-pk")
    )
    page: InstitutionPage | None = getattr(place, "page", None)
    news = News.objects.visible_to(request.user).current().filter(institution=place)
    context = {
        "institution": place,
        "page": page if page and page.live else None,
        "news": list(news.for_listing()[:NEWS]),
        "page_obj": Paginator(materials, PER_PAGE).get_page(request.GET.get("strona")),
    }
    return render(request, "home/institution.html", context)
