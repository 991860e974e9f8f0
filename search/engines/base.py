"""What an engine must do, in words that fit an embedded and a distributed one.

An engine receives terms made by `search.analysis` and never analyses text itself.
Whatever it answers is counted after the audience filter: a thing that the reader may
not see adds to no total, no facet, no frequency and no suggestion. An audience is what
the reader is, less what `entries.left_out` names: documents which the index still shows
to them and the database no longer does.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from search.sources import Card, Document

# The facet that every engine has: which source a document came from.
SOURCE = "source"
# The number that every engine has: when it was published, in seconds since 1970.
PUBLISHED = "published"
# More values than any facet has; beyond them the rarest would not be counted.
MOST_VALUES = 5000


class Occur(Enum):
    SHOULD = "should"
    MUST = "must"
    MUST_NOT = "must_not"


class Sort(Enum):
    RELEVANCE = "relevance"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Clause:
    """One word of a query: any of these terms will do; the best of them scores.

    So will any of `instead`, all terms of one together: what a synonym stands for.
    """

    terms: tuple[str, ...]
    occur: Occur = Occur.SHOULD
    instead: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseClause:
    """Folded forms that stand next to each other."""

    forms: tuple[str, ...]
    occur: Occur = Occur.MUST


@dataclass(frozen=True, slots=True)
class Condition:
    """A facet with one of these values, or with none of them; part of the query."""

    key: str
    values: frozenset[str]
    is_excluded: bool = False


# Both ends included; None: no end on that side.
Range = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Request:
    """What to look for, as whom, narrowed how, and which page of it.

    `ranges` narrow by a measure or by `PUBLISHED` and leave out what has no such
    number. `order` names a measure: the greatest first, of equals the newest, what
    has none at the end. It goes before `sort`. Of facets in one of the `trees` the
    filter of one is enough; all the others must hold. With `keys` only these
    documents are looked at, as `entries.key_of` names them. Whoever only counts asks
    for a `limit` of none: an engine may remember such an answer until something
    changes.
    """

    audience: frozenset[str]
    clauses: tuple[Clause, ...] = ()
    phrases: tuple[PhraseClause, ...] = ()
    conditions: tuple[Condition, ...] = ()
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    count_facets: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    ranges: Mapping[str, Range] = field(default_factory=dict)
    order: str = ""
    keys: frozenset[str] = frozenset()
    trees: tuple[tuple[str, ...], ...] = ()

    def narrowings(self, *, without: str = "") -> list[dict[str, frozenset[str]]]:
        """Give filters that must all hold, each as facets of which one is enough.

        Leave out the one that narrows by the facet `without`.
        """
        alone = self.filters.keys() - {key for tree in self.trees for key in tree}
        groups = [*self.trees, *((key,) for key in sorted(alone))]
        narrowings = [
            {key: self.filters[key] for key in group if key in self.filters}
            for group in groups
            if without not in group
        ]
        return [each for each in narrowings if each]


@dataclass(frozen=True, slots=True)
class Hit:
    """One found document with the text it was found by.

    `published`: in seconds since 1970, 0 for what has no such date.
    """

    source: str
    pk: int
    score: float
    title: str
    body: str
    card: Card
    parts: str = ""  # as `entries.parts_from` reads them: most pages need none
    published: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """`counts[facet][value]`: how many there would be with that facet's filter off."""

    total: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


Key = tuple[str, int]


class Generation(Protocol):
    """One index being written; what is written shows after `commit`.

    `version` says how far the change log had come when the documents were read. An
    engine behind a network uses it to refuse what arrives late.
    """

    def add(self, documents: Iterable[Document], *, version: int) -> None:
        """Add documents that are not here yet."""

    def put(self, documents: Iterable[Document], *, version: int) -> None:
        """Add documents, each in place of an older one of the same key."""

    def remove(self, keys: Iterable[Key], *, version: int) -> None: ...

    def commit(self) -> None: ...

    def publish(self) -> None:
        """Let readers see this generation instead of the current one, at once."""

    def close(self) -> None: ...


class Engine(Protocol):
    """Any method raises `NoAnswer`: `IndexMissing` while there is nothing to read,
    `EngineUnavailable` while the engine cannot be asked.
    """

    def is_ready(self) -> bool: ...

    def refresh(self) -> None:
        """See what is committed now, rather than within a tenth of a second."""

    def look_again(self) -> None:
        """Forget what was seen: find the index, ask an engine that failed just now."""

    def search(self, request: Request) -> Result: ...

    def search_each(self, requests: Sequence[Request]) -> Sequence[Result]:
        """Answer several requests for the price of asking once."""

    def walk(self, request: Request) -> Iterator[Hit]:
        """Give the first `limit` hits one after another, as of one moment.

        However many: they come in portions, what is written meanwhile neither adds nor
        hides nor moves any, and each brings its card but no text. Nothing is counted
        and `offset` does not matter.
        """

    def frequencies(
        self, terms: Collection[str], audience: frozenset[str]
    ) -> Mapping[str, int]:
        """Count the documents of this audience by term; leave out what none holds."""

    def surfaces(
        self, folded: Collection[str], audience: frozenset[str]
    ) -> Mapping[str, int]:
        """Count, for this audience, the forms that fold to one of these."""

    def completions(
        self, prefix: str, audience: frozenset[str], limit: int
    ) -> Sequence[str]:
        """Name forms that begin so when folded, the most frequent first."""

    def titled(
        self, forms: Sequence[str], audience: frozenset[str], limit: int
    ) -> Sequence[Hit]:
        """Find titles with all these folded forms; the last may be unfinished."""

    def digests(self) -> Mapping[Key, int]:
        """Tell which documents are indexed, in which state."""

    def generation_name(self) -> str:
        """Name the generation that readers see. Raises `IndexMissing`."""

    def discard(self) -> None:
        """Delete every generation: the end of a trial."""

    def lock(self, name: str) -> AbstractContextManager[None]:
        """Wait for the right to do `name`, among all processes that may."""

    def current(self) -> Generation:
        """Open the current generation for writing; one writer at a time."""

    def begin(self) -> Generation:
        """Begin an empty generation beside the current one."""


def digest(document: Document) -> int:
    """Sum up everything the index knows of a document, to compare it later."""
    facets = sorted((key, sorted(values)) for key, values in document.facets.items())
    text_parts = [document.title, document.body, document.keywords]
    parts = [*text_parts, sorted(document.audience), facets]
    numbers = sorted(document.measures.items())
    shown = [document.card, document.parts, document.least_words, numbers]
    text = repr([*parts, document.published_at, *shown])
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=7).digest())
