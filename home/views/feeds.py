"""News as feeds: of the gmina, and of one institution."""

from datetime import datetime, time

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.atom import MOST, Entry, Feed, atom
from accounts.models import Institution
from home.models import News
from home.models.news import NewsQuerySet


@require_safe
def news_feed(request: HttpRequest) -> HttpResponse:
    """Give the news a guest may read, whoever asks."""
    feed = Feed(
        title=f"{_('News')} – {_('Knowledge Bank')}",
        subtitle=_("What happens in our schools and kindergartens."),
        path=reverse("news_list"),
        entries=_entries(_public()),
    )
    return atom(request, feed)


@require_safe
def institution_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the public news of one institution."""
    place = get_object_or_404(Institution.objects.visible_to(request.user), slug=slug)
    feed = Feed(
        title=f"{_('News')} – {place.name}",
        subtitle=place.name,
        path=reverse("institution", args=[place.slug]),
        entries=_entries(_public().filter(institution=place)),
    )
    return atom(request, feed)


def _public() -> NewsQuerySet:
    return News.objects.visible_to(AnonymousUser()).current()


def _entries(news: NewsQuerySet) -> list[Entry]:
    return [_entry(item) for item in news[:MOST]]


def _entry(item: News) -> Entry:
    midnight = datetime.combine(item.published_on, time())
    published = timezone.make_aware(midnight)
    return Entry(
        key=f"news/{item.pk}",
        title=item.title,
        path=item.get_absolute_url(),
        summary=item.lead,
        published=published,
        changed=max(item.changed_at, published),
    )
