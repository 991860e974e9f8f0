"""What the address of the results page says, and addresses of its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from search.engines.base import SOURCE, Sort
from search.query import LONGEST_QUERY
from search.ranges import Span, range_parameters, read_ranges
from search.sources import Facet, Reader, facets, orders, sources_in, tabs
from search.trees import refined

PAGE_SIZE = 20
# Nobody reads further, and an engine must keep every earlier hit in memory.
LAST_PAGE = 500
MOST_CHOSEN = 50

TEXT, SORT, PAGE, EXACT, TAB = "q", "sort", "strona", "dokladnie", "typ"
_SORTS = {"trafnosc": Sort.RELEVANCE, "najnowsze": Sort.NEWEST}


@dataclass(frozen=True, slots=True)
class Criteria:
    """One search as its address states it; odd values are left out.

    `ranges` are kept by measure, `order` names a measure and goes before `sort`.
    `misread` holds what was typed as an end of a range and is none.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tab: str = ""
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    exact: bool = False
    ranges: Mapping[str, Span] = field(default_factory=dict)
    order: str = ""
    misread: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_filters(self) -> bool:
        return any(self.filters.values()) or bool(self.ranges)

    @property
    def narrowing(self) -> dict[str, frozenset[str]]:
        """What an engine filters by: the values chosen, and the sources of the tab."""
        return refined(self.filters) | (
            {SOURCE: sources_in(self.tab)} if self.tab else {}
        )

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

    def without_range(self, key: str) -> "Criteria":
        kept = {name: span for name, span in self.ranges.items() if name != key}
        return replace(self, ranges=kept, page=1)

    def within(self, tab: str) -> "Criteria":
        """Look in one tab only, or in all when `tab` is empty."""
        return replace(self, tab=tab, page=1)

    def unfiltered(self) -> "Criteria":
        return replace(self, filters={}, ranges={}, misread={}, page=1)

    def inside(self) -> "Criteria":
        """Keep the tab and the places to search inside; drop words and facets."""
        known = facets()
        kept = {
            key: values for key, values in self.filters.items() if not known[key].listed
        }
        return Criteria(filters=kept, tab=self.tab)

    def saying(self, text: str, *, exact: bool = False) -> "Criteria":
        return replace(self, text=text, exact=exact, page=1)

    def sorted_by(self, sort: Sort, order: str = "") -> "Criteria":
        return replace(self, sort=sort, order=order, page=1)

    def parameters(self) -> list[tuple[str, str]]:
        found = [(TEXT, self.text)] if self.text else []
        if self.tab:
            found.append((TAB, self.tab))
        for key, values in self.filters.items():
            found += [(key, value) for value in values]
        found += range_parameters(self.ranges)
        if self.order or self.sort is not Sort.RELEVANCE:
            found.append((SORT, self.order or sort_name(self.sort)))
        if self.exact:
            found.append((EXACT, "1"))
        if self.page > 1:
            found.append((PAGE, str(self.page)))
        return found


def sort_name(sort: Sort) -> str:
    return next(name for name, each in _SORTS.items() if each is sort)


def read_criteria(data: QueryDict, reader: Reader) -> Criteria:
    """Read an address; what makes no sense to `reader` is as if it were not there."""
    chosen = {facet.key: _existing(facet, data, reader) for facet in facets().values()}
    tab, sort = data.get(TAB, ""), data.get(SORT, "")
    ranges = read_ranges(data)
    return Criteria(
        text=" ".join(data.get(TEXT, "")[:LONGEST_QUERY].replace("\0", "").split()),
        filters={key: values for key, values in chosen.items() if values},
        tab=tab if tab in tabs() else "",
        sort=_SORTS.get(sort, Sort.RELEVANCE),
        page=_page_number(data.get(PAGE, "")),
        exact=data.get(EXACT) == "1",
        ranges=ranges.spans,
        order=sort if sort in orders() else "",
        misread=ranges.misread,
    )


def _existing(facet: Facet, data: QueryDict, reader: Reader) -> tuple[str, ...]:
    sent = data.getlist(facet.key)[:MOST_CHOSEN]
    # PostgreSQL refuses to look for a text that holds NUL.
    asked = list(dict.fromkeys(value for value in sent if "\0" not in value))
    if not asked:
        return ()
    known = facet.labels(asked, reader)
    return tuple(value for value in asked if value in known)


def _page_number(text: str) -> int:
    # Not int() of anything: a long row of digits is a slow number, and ² a digit.
    if not (text.isascii() and text.isdigit()):
        return 1
    return min(int(text[:6]), LAST_PAGE) or 1
