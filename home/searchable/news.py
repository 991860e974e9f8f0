"""News as `search` sees it: what is out, for those it is for."""

from collections.abc import Collection, Iterator
from datetime import datetime, time

from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext

from accounts.models.audience import institution_token, role_token
from home.actions.indexing import NEWS
from home.models import News, NewsAudience
from home.models.news import GMINA_AUTHORS
from network.markdown import text_lines
from search.sources import Card, Document, Facet, Reader, Tab

_LEAST_WORDS = 60


def site_tab() -> Tab:
    """Give the tab that news shares with editorial pages."""
    return Tab("strony", gettext("News and pages"))


class NewsSource:
    """Keeps `search.sources.Source` for news."""

    key = NEWS
    measures = ()

    @property
    def tab(self) -> Tab:
        return site_tab()

    @property
    def facets(self) -> list[Facet]:
        return []

    def all_pks(self) -> Iterator[int]:
        found = News.objects.published().order_by("pk")
        return found.values_list("pk", flat=True).iterator()

    def documents(self, pks: Collection[int]) -> Iterator[Document]:
        found = News.objects.published().filter(pk__in=pks)
        yield from map(_document, found.select_related("institution"))

    def visible(self, pks: Collection[int], user: Reader) -> set[int]:
        found = News.objects.published().visible_to(user).filter(pk__in=pks)
        return set(found.values_list("pk", flat=True))

    def titled(self, text: str, user: Reader, limit: int) -> list[int]:
        found = News.objects.published().visible_to(user)
        for word in text.split():
            found = found.filter(title__icontains=word)
        return list(found.values_list("pk", flat=True)[:limit])


def audience_of(news: News) -> frozenset[str]:
    """Say in tokens what `News.objects.published().visible_to()` says."""
    if news.audience != NewsAudience.INSTITUTION or news.institution_id is None:
        return frozenset({news.audience, *map(role_token, GMINA_AUTHORS)})
    everybody = map(role_token, GMINA_AUTHORS)
    return frozenset({institution_token(news.institution_id), *everybody})


def _document(news: News) -> Document:
    place = news.institution
    midnight = datetime.combine(news.published_on, time(), get_current_timezone())
    facts = [date_format(news.published_on, "j E Y"), place.name if place else ""]
    return Document(
        source=NEWS,
        pk=news.pk,
        title=news.title,
        body="\n".join(part for part in (news.lead, text_lines(news.html)) if part),
        keywords=place.name if place else "",
        audience=audience_of(news),
        facets={"placowka": (str(place.pk),)} if place else {},
        published_at=midnight,
        card=Card(
            url=news.get_absolute_url(),
            kind=gettext("piece of news"),
            title=news.title,
            summary=news.lead,
            facts=tuple(fact for fact in facts if fact),
            icon="newspaper",
        ),
        authors=frozenset({news.author_id} if news.author_id else ()),
        least_words=_LEAST_WORDS,
    )
