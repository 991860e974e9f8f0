"""Editorial pages as `search` sees them: public, with the text of their blocks."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.query import PageQuerySet

from accounts.models.audience import PUBLIC
from home.actions.indexing import PAGE
from home.models import InformationPage, InstitutionPage
from home.searchable.news import site_tab
from search.sources import Card, Document, Facet, Reader, Tab

_LEAST_WORDS = 60


class PageSource:
    """Keeps `search.sources.Source` for pages written in the CMS."""

    key = PAGE
    measures = ()

    @property
    def tab(self) -> Tab:
        return site_tab()

    @property
    def facets(self) -> list[Facet]:
        return []

    def all_pks(self) -> Iterator[int]:
        return iter(_live().order_by("pk").values_list("pk", flat=True))

    def documents(self, pks: Collection[int]) -> Iterator[Document]:
        yield from map(_document, _live().filter(pk__in=pks).specific())

    def visible(self, pks: Collection[int], user: Reader) -> set[int]:  # noqa: ARG002
        return set(_live().filter(pk__in=pks).values_list("pk", flat=True))

    def titled(self, text: str, user: Reader, limit: int) -> list[int]:  # noqa: ARG002
        found = _live()
        for word in text.split():
            found = found.filter(title__icontains=word)
        newest = found.order_by("-last_published_at")
        return list(newest.values_list("pk", flat=True)[:limit])


def _live() -> PageQuerySet:
    """Whatever is published in the CMS is for everybody: no page is private."""
    return Page.objects.live().exact_type(InformationPage, InstitutionPage)


def _document(page: InformationPage | InstitutionPage) -> Document:
    blocks = page.body.stream_block.get_searchable_content(page.body)
    return Document(
        source=PAGE,
        pk=page.pk,
        title=page.title,
        body="\n".join(str(part) for part in (page.lead, *blocks) if part),
        keywords=page.search_description,
        audience=frozenset({PUBLIC}),
        facets=_facets(page),
        published_at=page.last_published_at or page.first_published_at,
        card=Card(
            url=page.get_url() or "",
            kind=gettext("page of an institution")
            if isinstance(page, InstitutionPage)
            else gettext("page"),
            title=page.title,
            summary=page.lead or page.search_description,
            icon="school" if isinstance(page, InstitutionPage) else "file-text",
        ),
        least_words=_LEAST_WORDS,
    )


def _facets(page: InformationPage | InstitutionPage) -> dict[str, tuple[str, ...]]:
    if isinstance(page, InstitutionPage):
        return {"placowka": (str(page.institution_id),)}
    return {}
