"""Schools and kindergartens of the gmina, as anybody may see them."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import Institution, InstitutionKind, User
from accounts.models.access import looks_after
from bank.models import Material
from home.models import InstitutionPage, InstitutionProfile, News
from home.models.profile import heads_shown_to, may_describe

PER_PAGE = 12
PLACES = 24
NEWS = 3
HEADINGS = {
    InstitutionKind.KINDERGARTEN: _("Kindergartens"),
    InstitutionKind.SCHOOL: _("Primary schools"),
}


@require_safe
def institution_list(request: HttpRequest) -> HttpResponse:
    """List institutions with how much of theirs this reader may open."""
    visible = Material.objects.visible_to(request.user).published().values("pk")
    everywhere = Institution.objects.exclude(kind=InstitutionKind.OFFICE)
    towns = everywhere.exclude(town="").order_by("town").values_list("town", flat=True)
    chosen = {
        name: request.GET.get(name, "").replace("\0", "")
        for name in ("rodzaj", "miejscowosc")
    }
    places = (
        everywhere.filter(**_narrowed(chosen))
        .annotate(material_count=Count("materials", filter=Q(materials__in=visible)))
        .order_by("kind", "name")
    )
    page = Paginator(places, PLACES).get_page(request.GET.get("strona"))
    context = {
        "page_obj": page,
        "groups": [
            (heading, shown)
            for kind, heading in HEADINGS.items()
            if (shown := [place for place in page if place.kind == kind])
        ],
        "kinds": list(HEADINGS),
        "towns": towns.distinct(),
        "chosen": chosen,
        "is_narrowed": any(chosen.values()),
        "may_set_up": _may_set_up(request),
        "query": f"&{urlencode(chosen)}" if any(chosen.values()) else "",
    }
    return render(request, "home/institution_list.html", context)


def _may_set_up(request: HttpRequest) -> bool:
    """Whether who looks can read institutions in where there are none."""
    return isinstance(request.user, User) and request.user.is_administrator


def _narrowed(chosen: dict[str, str]) -> dict[str, str]:
    fields = {"rodzaj": "kind", "miejscowosc": "town"}
    return {fields[name]: value for name, value in chosen.items() if value}


@require_safe
def institution(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one institution: its own words, its news, its materials."""
    places = Institution.objects.select_related(
        "group",
        "page",
        "profile__picture__small",
        "profile__picture__medium",
        "profile__picture__large",
        "profile__picture_license",
    )
    place = get_object_or_404(places, slug=slug)
    page: InstitutionPage | None = getattr(place, "page", None)
    profile: InstitutionProfile | None = getattr(place, "profile", None)
    context = {
        "institution": place,
        "page": page if page and page.live else None,
        "profile": profile,
        "heads": heads_shown_to(
            request.user, place, to_everybody=bool(profile and profile.shows_head)
        ),
        "may_describe": may_describe(request.user, place),
        "manages_people": looks_after(request.user, place),
        **_of_place(request, place),
    }
    return render(request, "home/institution.html", context)


def _of_place(request: HttpRequest, place: Institution) -> dict[str, object]:
    """The news and the materials of a place that this reader may see."""
    materials = (
        Material.objects.visible_to(request.user)
        .published()
        .filter(institution=place)
        .for_listing()
        .order_by("-first_published_at", "-pk")
    )
    news = News.objects.visible_to(request.user).current().filter(institution=place)
    return {
        "news": list(news.for_listing()[:NEWS]),
        "page_obj": Paginator(materials, PER_PAGE).get_page(request.GET.get("strona")),
    }
