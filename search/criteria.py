"""What the address of the results page says, and addresses of its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from search.engines.base import SOURCE, Sort
from search.query import LONGEST_QUERY
from search.sources import Facet, facets, sources

PAGE_SIZE = 20
# Nobody reads further, and an engine must keep every earlier hit in memory.
LAST_PAGE = 500
MOST_CHOSEN = 50

TEXT, SORT, PAGE, EXACT, PLACE = "q", "sort", "strona", "dokladnie", "gdzie"
_SORTS = {"trafnosc": Sort.RELEVANCE, "najnowsze": Sort.NEWEST}


@dataclass(frozen=True, slots=True)
class Criteria:
    """One search as its address states it; odd values are left out."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    exact: bool = False

    @property
    def has_filters(self) -> bool:
        return any(self.filters.values())

    def address(self) -> str:
        """Give the whole address of this search."""
        query = urlencode(self.parameters())
        return reverse("search:results") + (f"?{query}" if query else "")

    def rest_of_query(self) -> str:
        """Give all but the page number, as the links between pages need it."""
        query = urlencode(replace(self, page=1).parameters())
        return f"&{query}" if query else ""

    def without(self, key: str, value: str) -> "Criteria":
        kept = tuple(each for each in self.filters.get(key, ()) if each != value)
        return replace(self, filters={**self.filters, key: kept}, page=1)

    def within(self, source: str) -> "Criteria":
        """Look in one source only, or in all when `source` is empty."""
        chosen = (source,) if source else ()
        return replace(self, filters={**self.filters, SOURCE: chosen}, page=1)

    def unfiltered(self) -> "Criteria":
        return replace(self, filters={}, page=1)

    def saying(self, text: str, *, exact: bool = False) -> "Criteria":
        return replace(self, text=text, exact=exact, page=1)

    def sorted_by(self, sort: Sort) -> "Criteria":
        return replace(self, sort=sort, page=1)

    def parameters(self) -> list[tuple[str, str]]:
        found = [(TEXT, self.text)] if self.text else []
        for key, values in self.filters.items():
            name = PLACE if key == SOURCE else key
            found += [(name, value) for value in values]
        if self.sort is not Sort.RELEVANCE:
            found.append((SORT, sort_name(self.sort)))
        if self.exact:
            found.append((EXACT, "1"))
        if self.page > 1:
            found.append((PAGE, str(self.page)))
        return found


def sort_name(sort: Sort) -> str:
    return next(name for name, each in _SORTS.items() if each is sort)


def read_criteria(data: QueryDict) -> Criteria:
    """Read an address; whatever makes no sense is as if it were not there."""
    chosen = {facet.key: _existing(facet, data) for facet in facets().values()}
    place = data.get(PLACE, "")
    chosen[SOURCE] = (place,) if place in sources() else ()
    return Criteria(
        text=" ".join(data.get(TEXT, "")[:LONGEST_QUERY].replace("\0", "").split()),
        filters={key: values for key, values in chosen.items() if values},
        sort=_SORTS.get(data.get(SORT, ""), Sort.RELEVANCE),
        page=_page_number(data.get(PAGE, "")),
        exact=data.get(EXACT) == "1",
    )


def _existing(facet: Facet, data: QueryDict) -> tuple[str, ...]:
    asked = list(dict.fromkeys(data.getlist(facet.key)[:MOST_CHOSEN]))
    if not asked:
        return ()
    known = facet.labels(asked)
    return tuple(value for value in asked if value in known)


def _page_number(text: str) -> int:
    # Not int() of anything: a long row of digits is a slow number, and ² a digit.
    if not (text.isascii() and text.isdigit()):
        return 1
    return min(int(text[:6]), LAST_PAGE) or 1
