"""The map for search engines, an index and its parts: public things only.

Each part lists what a guest may open, whoever asks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.models import Institution, InstitutionKind
from bank.models import Material
from home.models import InformationPage, News
from home.models.news import NewsQuerySet

PART = 10_000
_STEADY = ["start", "news_list", "institution_list", "accessibility", "privacy", "help"]
_NOBODY = AnonymousUser()


@dataclass(frozen=True)
class Line:
    """An address, and when what stands there last changed."""

    path: str
    changed: date | datetime | None = None


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Name the parts: as many as it takes."""
    paths = [
        reverse("sitemap_pages"),
        *_parts("sitemap_news", _news().count()),
        *_parts("sitemap_materials", _materials().count()),
    ]
    rows = (f"<sitemap><loc>{_full(path)}</loc></sitemap>" for path in paths)
    return _answer(request, "sitemapindex", rows)


@require_safe
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """List steady pages, information pages and institutions."""
    pages = InformationPage.objects.live().order_by("pk")[:PART]
    places = Institution.objects.exclude(kind=InstitutionKind.OFFICE)
    rows = places.order_by("pk").values_list("slug", "profile__changed_at")[:PART]
    lines = [
        *(Line(reverse(name)) for name in _STEADY),
        *(Line(page.url, page.last_published_at) for page in pages if page.url),
        *(Line(reverse("institution", args=[slug]), day) for slug, day in rows),
    ]
    return _urls(request, lines)


@require_safe
def sitemap_news(request: HttpRequest, part: int) -> HttpResponse:
    rows = _news().order_by("pk").values_list("pk", "slug", "changed_at")
    return _urls(request, _lines("news_item", _rows_of(part, rows)))


@require_safe
def sitemap_materials(request: HttpRequest, part: int) -> HttpResponse:
    changed = F("last_published_at")
    rows = _materials().order_by("pk").values_list("pk", "slug", changed)
    return _urls(request, _lines("bank:material", _rows_of(part, rows)))


def _news() -> NewsQuerySet:
    return News.objects.visible_to(_NOBODY).published()


def _materials() -> QuerySet[Material]:
    return Material.objects.visible_to(_NOBODY).published()


def _parts(name: str, count: int) -> list[str]:
    return [reverse(name, args=[n + 1]) for n in range(-(-count // PART))]


Row = tuple[int, str, datetime | None]


def _rows_of(part: int, rows: Iterable[Row]) -> list[Row]:
    """Take one part of the rows; a part that does not exist is not found."""
    first = (part - 1) * PART
    # A number so large that no database counts so far is no part, either.
    found = list(rows[first : first + PART]) if 0 <= first < 10**9 else []  # type: ignore[index]
    if not found:
        raise Http404
    return found


def _lines(name: str, rows: Iterable[Row]) -> Iterator[Line]:
    """Work out one address and shape the others like it: `reverse` is slow."""
    shape = reverse(name, kwargs={"pk": 0, "slug": "x"})
    for pk, slug, changed in rows:
        yield Line(shape.replace("0-x", f"{pk}-{slug}"), changed)


def _urls(request: HttpRequest, lines: Iterable[Line]) -> HttpResponse:
    return _answer(request, "urlset", (_url(line) for line in lines))


def _url(line: Line) -> str:
    day = f"<lastmod>{line.changed:%Y-%m-%d}</lastmod>" if line.changed else ""
    return f"<url><loc>{_full(line.path)}</loc>{day}</url>"


def _full(path: str) -> str:
    return escape(settings.SITE_ORIGIN + path)


def _answer(request: HttpRequest, root: str, rows: Iterable[str]) -> HttpResponse:
    # Joined here: a template walks through tens of thousands of rows far slower.
    context = {"root": root, "rows": SafeString("\n".join(rows))}
    return render(request, "home/sitemap.xml", context, content_type="application/xml")
