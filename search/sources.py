"""What is searchable: each app above declares its sources against this protocol.

An app writes `<app>/searchable.py` with a class that keeps `Source` and registers
one instance in `AppConfig.ready()`. `search` never learns a field of any app: it
sees documents with the cards that show them, and facets declared beside them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language, gettext

from accounts.models import User
from search.exceptions import SourceRegisteredTwice, UnknownSource

Reader = User | AnonymousUser

# The facet that search itself has: the calendar year of `Document.published_at`.
YEAR = "rok"
_FIGURES = 4


@dataclass(frozen=True, slots=True)
class Card:
    """What one row of results shows, the same to everybody who may see the thing.

    Every part is plain text.
    """

    url: str
    kind: str
    title: str
    summary: str = ""
    facts: tuple[str, ...] = ()
    proof: str = ""
    icon: str = ""


NOTHING_TO_SHOW = Card(url="", kind="", title="")


@dataclass(frozen=True, slots=True)
class Part:
    """Text that belongs to a document and has a name and an address of its own.

    The text of an attachment, say, with `label` „karta-pracy.pdf, s. 2”: found with
    the document, and a result says in which part it was found.
    """

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing as the index holds it.

    `keywords` are found but never quoted: labels of subjects, names of authors.
    `audience` holds the tokens of `accounts.models.audience`: whoever has one of
    them may see the thing, its `card` and every one of its `parts`. `facets` maps a
    facet's key to the values it has here, `measures` a measure's key to a number of
    at least 0. `least_words`: ranked as if it were at
    least so long, lest a reply of one line outrank a lesson plan.
    """

    source: str
    pk: int
    title: str
    body: str
    audience: frozenset[str]
    keywords: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    published_at: datetime | None = None
    card: Card = NOTHING_TO_SHOW
    parts: tuple[Part, ...] = ()
    least_words: int = 0
    measures: Mapping[str, int] = field(default_factory=dict)
    # Numbers of the people who made it: to them it is no news. Not indexed.
    authors: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow results; `key` is its name in the address of the page.

    `labels` gives the words for stored values, and leaves out a value that does not
    exist or that the reader may not know of. When `ordered`, options keep the order
    of that mapping (classes I, II, III); otherwise the most frequent comes first.
    One that is not `listed` is neither counted nor offered beside the results: a
    place to search inside, which other pages link to. Sources that share a key
    share the facet.

    A range of that `range_name` stands under its values.

    Values of a facet with a `parent` stand under values of that facet; `above` tells
    under which. Documents carry the values of all levels. One chosen value is enough,
    and one beneath a chosen value narrows it. When `on_demand`, values are counted
    and offered only under a chosen one: for hundreds of them.

    `operators` are its names before a colon in a query, without Polish letters; what
    follows is looked for in `named`, all values with the words they go by, or else in
    the values that the reader's own documents hold. `unknown` says, with
    `%(value)s`, that there is no such value.
    """

    key: str
    label: str
    labels: Callable[[Collection[str], Reader], Mapping[str, str]]
    ordered: bool = False
    listed: bool = True
    range_name: str = ""
    parent: str = ""
    above: Callable[[Collection[str]], Mapping[str, str]] | None = None
    on_demand: bool = False
    operators: tuple[str, ...] = ()
    named: Callable[[], Mapping[str, str]] | None = None
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A whole number that documents carry; sources that share a key share it.

    With a `range_name`, results can be narrowed to those between two numbers:
    `czas` makes `czas_od` and `czas_do` of the address. With a `sort_label`, results
    can stand in its order, the greatest first; `key` is that order's name there.
    """

    key: str
    label: str
    range_name: str = ""
    sort_label: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """Results of one or more sources, apart from the rest; `key` is its address.

    `names`: other words that a person may type after „typ:”. How searches end is
    counted only where a tab `is_watched`: not among people, nor among members.
    """

    key: str
    label: str
    names: str = ""
    is_watched: bool = True


class Source(Protocol):
    """One kind of searchable thing."""

    @property
    def key(self) -> str:
        """Stored in the index and the change log; chosen once, never changed."""

    @property
    def tab(self) -> Tab:
        """Where its results stand; sources that share a key share the tab."""

    @property
    def facets(self) -> Sequence[Facet]: ...

    @property
    def measures(self) -> Sequence[Measure]: ...

    def all_pks(self) -> Iterable[int]:
        """Name everything that belongs in the index."""

    def documents(self, pks: Collection[int]) -> Iterable[Document]:
        """Describe these as they are now; what is absent leaves the index."""

    def visible(self, pks: Collection[int], user: Reader) -> set[int]:
        """Keep what `user` may see, by `visible_to`."""

    def titled(self, text: str, user: Reader, limit: int) -> list[int]:
        """Find by title in the database, newest first: for when the index is lost."""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a source searchable. Raises `SourceRegisteredTwice`."""
    if source.key in _sources:
        raise SourceRegisteredTwice(source.key)
    _sources[source.key] = source


def unregister(key: str) -> None:
    _sources.pop(key, None)


def source(key: str) -> Source:
    """Raises `UnknownSource`."""
    try:
        return _sources[key]
    except KeyError:
        raise UnknownSource(key) from None


def sources() -> Mapping[str, Source]:
    return dict(_sources)


@dataclass(frozen=True, slots=True)
class _Declared:
    facets: Mapping[str, Facet]
    trees: tuple[tuple[str, ...], ...]
    measures: Mapping[str, Measure]
    tabs: Mapping[str, Tab]
    sources_in: Mapping[str, frozenset[str]]


def facets() -> Mapping[str, Facet]:
    """Name every declared facet once, in the order of declaration."""
    return _declared(get_language() or "", tuple(_sources.values())).facets


def measures() -> Mapping[str, Measure]:
    """Name every declared measure once, in the order of declaration."""
    return _declared(get_language() or "", tuple(_sources.values())).measures


def trees() -> tuple[tuple[str, ...], ...]:
    """Name the facets that stand under each other, each tree from the top down."""
    return _declared(get_language() or "", tuple(_sources.values())).trees


def orders() -> Mapping[str, Measure]:
    """Name the measures that results can be sorted by."""
    return {key: each for key, each in measures().items() if each.sort_label}


def tabs() -> Mapping[str, Tab]:
    """Name every tab once, in the order of declaration."""
    return _declared(get_language() or "", tuple(_sources.values())).tabs


def sources_in(tab: str) -> frozenset[str]:
    """Name the sources whose results stand in a tab."""
    declared = _declared(get_language() or "", tuple(_sources.values()))
    return declared.sources_in.get(tab, frozenset())


@lru_cache(maxsize=8)
def _declared(language: str, known: tuple[Source, ...]) -> _Declared:  # noqa: ARG001
    """Ask the sources once for a language: a page asks for these a dozen times."""
    facets: dict[str, Facet] = {}
    measures: dict[str, Measure] = {}
    tabs: dict[str, Tab] = {}
    inside: dict[str, set[str]] = {}
    for each in known:
        for facet in each.facets:
            facets.setdefault(facet.key, facet)
        for measure in each.measures:
            measures.setdefault(measure.key, measure)
        tab = tabs.setdefault(each.tab.key, each.tab)
        inside.setdefault(tab.key, set()).add(each.key)
    facets.setdefault(YEAR, _year())
    where = {key: frozenset(keys) for key, keys in inside.items()}
    return _Declared(facets, _trees(facets), measures, tabs, where)


def _year() -> Facet:
    # The range of days is the engines' own, too, and stands under the years.
    label = gettext("Date of publication")
    return Facet(YEAR, label, _years, ordered=True, range_name="data")


def _years(values: Collection[str], _reader: Reader) -> dict[str, str]:
    known = [each for each in values if each.isdecimal() and len(each) == _FIGURES]
    return {year: year for year in sorted(known, reverse=True)}


def _trees(facets: Mapping[str, Facet]) -> tuple[tuple[str, ...], ...]:
    beneath = {facet.parent: key for key, facet in facets.items() if facet.parent}
    found = []
    for key, facet in facets.items():
        if not facet.parent and key in beneath:
            tree = [key]
            while tree[-1] in beneath:
                tree.append(beneath[tree[-1]])
            found.append(tuple(tree))
    return tuple(found)
