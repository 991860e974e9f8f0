"""Saved searches read back, for the person who reads them now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from search.criteria import Criteria, read_criteria
from search.engines.base import Sort
from search.models import NAME_LENGTH, SavedSearch
from search.ranges import range_fields, said
from search.sources import Reader, facets, tabs

_Known = Mapping[str, Mapping[str, str]]
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Recalled:
    """A saved search as it would run now; `missing` names filters that are no more."""

    saved: SavedSearch
    criteria: Criteria
    words: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def address(self) -> str:
        return self.criteria.address()

    @property
    def newest_address(self) -> str:
        """Where it runs with the newest first."""
        return self.criteria.sorted_by(Sort.NEWEST).address()

    @property
    def is_whole(self) -> bool:
        """Whether it still asks for what its owner meant, and nothing wider."""
        return not self.missing


def recall(saved: Iterable[SavedSearch], reader: Reader) -> list[Recalled]:
    """Read searches back; one question for each kind of filter, however many."""
    rows = list(saved)
    said = [[(name, value) for name, value in each.parameters] for each in rows]
    known = _labels([pair for pairs in said for pair in pairs], reader)
    return [
        _recalled(row, pairs, known, reader)
        for row, pairs in zip(rows, said, strict=True)
    ]


def proposed_name(criteria: Criteria, reader: Reader) -> str:
    """Call a search by its words and its filters."""
    pairs = criteria.parameters()
    words = _words(criteria, pairs, _labels(pairs, reader))
    return Truncator(" · ".join(words)).chars(NAME_LENGTH)


def _labels(pairs: Pairs, reader: Reader) -> _Known:
    declared = facets()
    values: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, value in pairs:
        if name in declared:
            values[name][value] = None
    return {
        key: declared[key].labels(list(asked), reader) for key, asked in values.items()
    }


def _recalled(
    row: SavedSearch, pairs: Pairs, known: _Known, reader: Reader
) -> Recalled:
    declared = facets()
    bare = [(name, value) for name, value in pairs if name not in declared]
    filters: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for name, value in pairs:
        if value in known.get(name, {}):
            filters[name] += (value,)
    # Without facets nothing is looked up: that was done for all searches at once.
    criteria = read_criteria(QueryDict(urlencode(bare)), reader)
    criteria = replace(criteria, filters=dict(filters))
    kept = set(criteria.parameters())
    gone = [name for name, value in pairs if (name, value) not in kept]
    missing = dict.fromkeys(
        declared[name].label if name in declared else name for name in gone
    )
    words = tuple(_words(criteria, pairs, known))
    return Recalled(row, criteria, words, tuple(missing))


def _words(criteria: Criteria, pairs: Pairs, known: _Known) -> list[str]:
    """Say what is looked for: the words typed, then each filter, then where."""
    found = [criteria.text] if criteria.text else []
    for name, value in pairs:
        if label := known.get(name, {}).get(value):
            found.append(label)
    found += [
        said(field, criteria.ranges[field.key])
        for field in range_fields()
        if field.key in criteria.ranges
    ]
    if criteria.tab:
        found.append(tabs()[criteria.tab].label)
    return found or [_("Everything")]
