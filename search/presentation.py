"""A search outcome as the results page shows it: words, links, yes or no."""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from search.column import Column, column
from search.criteria import LAST_PAGE, PAGE_SIZE, TAB
from search.engines.base import Sort
from search.service import Outcome
from search.sources import orders, sources_in, tabs
from search.watching import watch


@dataclass(frozen=True, slots=True)
class Link:
    """A choice with its address; `count` is None where it is not counted."""

    label: str
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """A parameter that a form must carry along."""

    name: str
    value: str


class ResultsPage:
    """What `search/results.html` reads."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.criteria = outcome.criteria
        self.rows = outcome.rows

    @cached_property
    def page(self) -> Page[int]:
        reachable = min(self.outcome.total, LAST_PAGE * PAGE_SIZE)
        return Paginator(range(reachable), PAGE_SIZE).get_page(self.criteria.page)

    @cached_property
    def chips(self) -> list[Link]:
        """Every chosen value with the address without it."""
        return [
            Link(each.label, each.without.address()) for each in self.outcome.chosen
        ]

    @cached_property
    def filters(self) -> Column:
        return column(self.outcome.facets, self.criteria)

    @property
    def misread(self) -> list[str]:
        """What was typed as an end of a range and could not be understood."""
        return list(self.criteria.misread.values())

    @cached_property
    def watched(self) -> str:
        """What the page hands back when it is left; "" when nothing is counted."""
        return watch(self.outcome)

    @property
    def clear_url(self) -> str:
        return self.criteria.unfiltered().address()

    @property
    def sorts(self) -> list[Link]:
        """Orders to choose from; without words there is nothing to be relevant to."""
        chosen, newest = self.criteria, _("newest first")
        if chosen.text:
            labels = {Sort.RELEVANCE: _("by relevance"), Sort.NEWEST: newest}
        else:
            labels = {Sort.RELEVANCE: newest}
        links = [
            Link(
                label,
                chosen.sorted_by(sort).address(),
                not chosen.order and (chosen.sort is sort or not chosen.text),
            )
            for sort, label in labels.items()
        ] + [
            Link(
                each.sort_label,
                chosen.sorted_by(Sort.RELEVANCE, each.key).address(),
                chosen.order == each.key,
            )
            for each in orders().values()
        ]
        return links if len(links) > 1 else []

    @cached_property
    def tabs(self) -> list[Link]:
        """One for everything and one for each kind of thing, all with counts."""
        known = tabs()
        if len(known) < len({"one", "another"}) or self.outcome.has_only_titles:
            return []
        counts = self.outcome.sources
        inside = {
            key: sum(counts.get(source, 0) for source in sources_in(key))
            for key in known
        }
        chosen = self.criteria.tab
        everywhere = self.criteria.within("").address()
        everything = Link(_("Everything"), everywhere, not chosen, sum(inside.values()))
        return [everything] + [
            Link(
                tab.label,
                self.criteria.within(key).address(),
                key == chosen,
                inside[key],
            )
            for key, tab in known.items()
        ]

    @cached_property
    def suggestion(self) -> Link | None:
        text = self.outcome.suggestion
        return Link(text, self.criteria.saying(text).address()) if text else None

    @property
    def exact_url(self) -> str:
        """Where the query is taken as typed, when a slip was put right unasked."""
        if not any(each.is_typo for each in self.outcome.corrections):
            return ""
        return self.criteria.saying(self.criteria.text, exact=True).address()

    @property
    def relaxations(self) -> list[Link]:
        return [
            Link(
                each.chosen.label,
                each.chosen.without.address(),
                count=each.total,
            )
            for each in self.outcome.relaxations
        ]

    @property
    def carried(self) -> list[Hidden]:
        """What the form of filters keeps of the address besides its own fields."""
        bare = self.criteria.unfiltered()
        kept = [Hidden(name, value) for name, value in bare.parameters()]
        return kept + [each for each in self.inside if each.name != TAB]

    @cached_property
    def inside(self) -> list[Hidden]:
        """What the search box keeps: the tab, and the place searched inside."""
        return [Hidden(*each) for each in self.criteria.inside().parameters()]

    @property
    def table_query(self) -> str:
        """What the address of this list as a file says after the name."""
        return f"?{urlencode(replace(self.criteria, page=1).parameters())}"

    @property
    def save_query(self) -> str:
        """What the address of the form says that saves this search; empty for none."""
        said = self.criteria
        return self.table_query if said.text or said.tab or said.has_filters else ""

    @property
    def rest_of_query(self) -> str:
        return self.criteria.rest_of_query()
