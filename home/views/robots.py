"""What search engines may read: public things only."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.models import Institution, InstitutionKind
from bank.models import Material
from home.models import InformationPage, News

# The protocol of sitemaps allows no more in one file.
MOST = 40_000
_SHUT = ["/cms/", "/konto/", "/szukaj/", "/recenzje/", "/powiadomienia/", "/stan/"]
_STEADY = ["start", "news_list", "institution_list", "accessibility", "privacy", "help"]


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _SHUT)]
    lines.append(f"Sitemap: {settings.SITE_ORIGIN}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List what a guest may open, whoever asks."""
    guest = AnonymousUser()
    places = Institution.objects.exclude(kind=InstitutionKind.OFFICE)
    materials = Material.objects.visible_to(guest).published().order_by("pk")
    news = News.objects.visible_to(guest).published().only("pk", "slug")
    paths = [
        *(reverse(name) for name in _STEADY),
        *(page.url for page in InformationPage.objects.live()),
        *(
            reverse("institution", args=[slug])
            for slug in places.values_list("slug", flat=True)
        ),
        *(item.get_absolute_url() for item in news[:MOST]),
        *_material_paths(materials.values_list("pk", "slug")[:MOST]),
    ]
    rows = (
        f"<url><loc>{escape(settings.SITE_ORIGIN + path)}</loc></url>"
        for path in paths[:MOST]
    )
    # Joined here: a template walks through tens of thousands of rows far slower.
    context = {"rows": SafeString("\n".join(rows))}
    return render(request, "home/sitemap.xml", context, content_type="application/xml")


def _material_paths(materials: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Work out one address and shape the others like it: `reverse` is slow."""
    shape = reverse("bank:material", kwargs={"pk": 0, "slug": "x"})
    for pk, slug in materials:
        yield shape.replace("0-x", f"{pk}-{slug}")
