"""The column of filters beside the results: facets, and ranges where they belong."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.choices import FacetChoice
from search.criteria import Criteria
from search.ranges import FIRST, LAST, End, RangeField, range_fields
from search.sources import facets

# So many groups stand open; the others wait behind „more filters”.
OPEN = 4


@dataclass(frozen=True, slots=True)
class EndField:
    """One end of a range: what its input holds, and whether that was understood."""

    name: str
    value: str
    is_misread: bool


@dataclass(frozen=True, slots=True)
class RangeChoice:
    label: str
    is_date: bool
    ends: tuple[EndField, EndField]

    @property
    def is_used(self) -> bool:
        return any(end.value for end in self.ends)


@dataclass(frozen=True, slots=True)
class Group:
    """What narrows by one thing: values to tick, a range from–to, or both."""

    key: str
    label: str
    facet: FacetChoice | None = None
    range: RangeChoice | None = None
    is_open: bool = False

    @property
    def range_label(self) -> str:
        """What the range is of, unless the group says so."""
        label = self.range.label if self.range else ""
        return "" if label == self.label else label


@dataclass(frozen=True, slots=True)
class Column:
    """`more` holds what few people need; one in use is shown open there."""

    first: Sequence[Group]
    more: Sequence[Group]

    @property
    def is_more_open(self) -> bool:
        return any(group.is_open for group in self.more)


def column(found: Sequence[FacetChoice], criteria: Criteria) -> Column:
    """Put the filters in order; a range stands with the facet that names it."""
    known = facets()
    left = {each.name: _range(each, criteria) for each in range_fields()}
    groups = []
    for place, facet in enumerate(found):
        between = left.pop(known[facet.key].range_name, None)
        used = facet.is_used or (between is not None and between.is_used)
        is_open = used or place < OPEN
        groups.append(Group(facet.key, facet.label, facet, between, is_open))
    # Without anything to tick a range stays only to be taken back.
    alone = ((name, each) for name, each in left.items() if each.is_used)
    groups += [
        Group(name, each.label, range=each, is_open=True) for name, each in alone
    ]
    return Column(groups[:OPEN], groups[OPEN:])


def _range(field: RangeField, criteria: Criteria) -> RangeChoice:
    span = criteria.ranges.get(field.key, (None, None))
    first = _end(field.name + FIRST, span[0], criteria)
    last = _end(field.name + LAST, span[1], criteria)
    return RangeChoice(field.label, field.is_date, (first, last))


def _end(name: str, end: End | None, criteria: Criteria) -> EndField:
    if name in criteria.misread:
        return EndField(name, criteria.misread[name], is_misread=True)
    return EndField(name, "" if end is None else str(end), is_misread=False)
