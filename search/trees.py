"""Facets whose values stand under values of other facets: class under stage."""

from collections.abc import Mapping, Sequence

from search.sources import Facet, facets, trees

Values = Mapping[str, tuple[str, ...]]


def tree_of(key: str) -> tuple[str, ...]:
    """Name the tree that a facet is in, alone if it is in none."""
    return next((tree for tree in trees() if key in tree), (key,))


def refined(filters: Values) -> dict[str, frozenset[str]]:
    """Drop what has something chosen beneath it: that is meant instead."""
    known = facets()
    kept = {key: frozenset(values) for key, values in filters.items()}
    for tree in trees():
        inner: frozenset[str] = frozenset()
        for key in reversed(tree):
            chosen = kept.pop(key, frozenset())
            kept[key] = chosen - inner
            inner = frozenset(above(known[key], [*chosen, *inner]).values())
    return {key: values for key, values in kept.items() if values}


def above(facet: Facet, values: Sequence[str]) -> Mapping[str, str]:
    """Tell under which values of the parent these stand."""
    return facet.above(values) if facet.above and values else {}


def counted(filters: Values) -> list[str]:
    """Name the facets to count: those of many values only where they are offered."""
    return [
        key
        for key, facet in facets().items()
        if facet.listed and (not facet.on_demand or _is_opened(key, filters))
    ]


def _is_opened(key: str, filters: Values) -> bool:
    tree = tree_of(key)
    return any(filters.get(each) for each in tree[tree.index(key) - 1 :])
