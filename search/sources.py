"""What is searchable: each app above declares its sources against this protocol.

An app writes `<app>/searchable.py` with a class that keeps `Source` and registers
one instance in `AppConfig.ready()`. `search` never learns a field of any app: it
sees documents, facets declared beside them, and cards.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from search.exceptions import SourceRegisteredTwice, UnknownSource

Reader = User | AnonymousUser


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
class Document:
    """One thing as the index holds it.

    `keywords` are found but never quoted: labels of subjects, names of authors.
    `audience` holds the tokens of `accounts.models.audience`: whoever has one of
    them may see the thing. `facets` maps a facet's key to the values it has here.
    `card` is kept beside the words, so that a page of results loads no rows.
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


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow results; `key` is its name in the address of the page.

    `labels` gives the words for stored values, and leaves out a value that does not
    exist. When `ordered`, options keep the order of that mapping (classes I, II,
    III); otherwise the most frequent comes first. Sources that share a key share
    the facet.
    """

    key: str
    label: str
    labels: Callable[[Collection[str]], Mapping[str, str]]
    ordered: bool = False


class Source(Protocol):
    """One kind of searchable thing."""

    @property
    def key(self) -> str:
        """Stored in the index and the change log; chosen once, never changed."""

    @property
    def label(self) -> str:
        """Plural, for the tab: what these things are called."""

    @property
    def facets(self) -> Sequence[Facet]: ...

    def all_pks(self) -> Iterable[int]:
        """Name everything that belongs in the index."""

    def documents(self, pks: Collection[int]) -> Iterable[Document]:
        """Describe these as they are now; what is absent leaves the index."""

    def visible(self, pks: Collection[int], user: Reader) -> set[int]:
        """Keep what `user` may see, by `visible_to`."""

    def cards(self, pks: Collection[int], user: Reader) -> Mapping[int, Card]:
        """Load cards of what `user` may see, by `visible_to`, for when the index is lost."""

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


def facets() -> dict[str, Facet]:
    """Name every declared facet once, in the order of declaration."""
    found: dict[str, Facet] = {}
    for each in _sources.values():
        for facet in each.facets:
            found.setdefault(facet.key, facet)
    return found
