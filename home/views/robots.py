"""What search engines may read: public things only."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
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
    materials = Material.objects.visible_to(guest).published().only("pk", "slug")
    news = News.objects.visible_to(guest).published().only("pk", "slug")
    paths = [
        *(reverse(name) for name in _STEADY),
        *(page.url for page in InformationPage.objects.live()),
        *(
            reverse("institution", args=[slug])
            for slug in places.values_list("slug", flat=True)
        ),
        *(item.get_absolute_url() for item in news[:MOST]),
        *(item.get_absolute_url() for item in materials.order_by("pk")[:MOST]),
    ]
    context = {"addresses": [settings.SITE_ORIGIN + path for path in paths[:MOST]]}
    return render(request, "home/sitemap.xml", context, content_type="application/xml")
