"""A search outcome as the results page shows it: words, links, yes or no."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from search.criteria import LAST_PAGE, PAGE_SIZE, PLACE
from search.engines.base import SOURCE, Sort
from search.service import FacetChoice, Outcome
from search.sources import sources


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
        self.facets = outcome.facets

    @property
    def page(self) -> Page[int]:
        reachable = min(self.outcome.total, LAST_PAGE * PAGE_SIZE)
        return Paginator(range(reachable), PAGE_SIZE).get_page(self.criteria.page)

    @property
    def chips(self) -> list[Link]:
        """Every chosen value with the address without it."""
        return [
            Link(option.label, self.criteria.without(facet.key, option.value).address())
            for facet in self.facets
            for option in facet.options
            if option.is_chosen
        ]

    @property
    def clear_url(self) -> str:
        return self.criteria.unfiltered().address()

    @property
    def sorts(self) -> list[Link]:
        if not self.criteria.text:
            return []
        labels = {Sort.RELEVANCE: _("by relevance"), Sort.NEWEST: _("newest first")}
        return [
            Link(
                label,
                self.criteria.sorted_by(sort).address(),
                self.criteria.sort is sort,
            )
            for sort, label in labels.items()
        ]

    @property
    def places(self) -> list[Link]:
        """Tabs, once more than one app has something to look in."""
        known = sources()
        if len(known) < len({"one", "another"}):
            return []
        chosen = self.criteria.filters.get(SOURCE, ())
        counts = self.outcome.places
        everywhere = Link(
            _("Everything"),
            self.criteria.within("").address(),
            not chosen,
            sum(counts.values()),
        )
        return [everywhere] + [
            Link(
                source.label,
                self.criteria.within(key).address(),
                key in chosen,
                counts.get(key, 0),
            )
            for key, source in known.items()
        ]

    @property
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
                self._label(each.key, each.value),
                self.criteria.without(each.key, each.value).address(),
                count=each.total,
            )
            for each in self.outcome.relaxations
        ]

    @property
    def carried(self) -> list[Hidden]:
        """What the form of filters keeps of the address besides its own fields."""
        bare = self.criteria.unfiltered()
        kept = [Hidden(name, value) for name, value in bare.parameters()]
        return kept + [
            Hidden(PLACE, value) for value in self.criteria.filters.get(SOURCE, ())
        ]

    @property
    def rest_of_query(self) -> str:
        return self.criteria.rest_of_query()

    def _label(self, key: str, value: str) -> str:
        for facet in self.facets:
            if facet.key == key:
                return _option_label(facet, value)
        return sources()[value].label if key == SOURCE else value


def _option_label(facet: FacetChoice, value: str) -> str:
    return next(
        (option.label for option in facet.options if option.value == value), value
    )
