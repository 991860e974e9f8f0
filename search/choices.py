"""What the facets offer beside the results: values with counts, some under others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.criteria import Criteria
from search.sources import Facet, Reader, facets
from search.trees import above, tree_of

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet; `count` is what choosing it would give.

    `key` is the facet's; `inner` are the values under this one.
    """

    key: str
    value: str
    label: str
    count: int
    is_chosen: bool
    inner: Sequence["Option"] = ()

    @property
    def is_used(self) -> bool:
        return self.is_chosen or any(option.is_used for option in self.inner)


@dataclass(frozen=True, slots=True)
class FacetChoice:
    key: str
    label: str
    options: Sequence[Option]

    @property
    def is_used(self) -> bool:
        return any(option.is_used for option in self.options)


def facet_choices(
    counts: Counts, criteria: Criteria, user: Reader
) -> list[FacetChoice]:
    """Offer what was counted, and whatever is chosen."""
    builder = _Builder(counts, criteria, user)
    choices = [
        FacetChoice(facet.key, facet.label, builder.options(facet))
        for facet in facets().values()
        if facet.key in counts and not facet.parent
    ]
    return [choice for choice in choices if choice.options]


class _Builder:
    """Makes the options of one page."""

    def __init__(self, counts: Counts, criteria: Criteria, user: Reader) -> None:
        self._counts = counts
        self._filters = criteria.filters
        self._user = user

    def options(self, facet: Facet) -> list[Option]:
        """Give the values of a facet that stands under none."""
        inner: dict[str, list[Option]] = {}
        loose: list[Option] = []  # under nothing that is known
        for key in reversed(tree_of(facet.key)[1:]):
            inner = self._level(facets()[key], inner)
            loose = [*inner.pop("", []), *loose]
        return [*self._level(facet, inner).get("", []), *loose]

    def _level(
        self, facet: Facet, inner: Mapping[str, Sequence[Option]]
    ) -> dict[str, list[Option]]:
        """Give options by the value of the parent that they stand under."""
        counts, chosen = self._counts.get(facet.key, {}), self._chosen(facet.key)
        values = dict.fromkeys([*counts, *chosen, *inner])
        parents = above(facet, list(values))
        if facet.on_demand:
            opened = self._opened(facet, parents, [*chosen, *inner])
            values = {each: None for each in values if parents.get(each) in opened}
        options = [
            Option(
                facet.key,
                value,
                label,
                counts.get(value, 0),
                value in chosen,
                inner.get(value, ()),
            )
            for value, label in facet.labels(list(values), self._user).items()
        ]
        if not facet.ordered:
            options.sort(key=lambda option: (-option.count, option.label))
        return _grouped(options, parents)

    def _opened(
        self, facet: Facet, parents: Mapping[str, str], used: Iterable[str]
    ) -> set[str | None]:
        """Name the values of the parent that are chosen, or hold what is in use."""
        return {*self._chosen(facet.parent), *(parents.get(value) for value in used)}

    def _chosen(self, key: str) -> tuple[str, ...]:
        return self._filters.get(key, ())


def _grouped(
    options: Iterable[Option], parents: Mapping[str, str]
) -> dict[str, list[Option]]:
    found: dict[str, list[Option]] = defaultdict(list)
    for option in options:
        found[parents.get(option.value, "")].append(option)
    return found
