"""The embedded engine: Tantivy in this process, a folder beside the database."""

import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import tantivy

from search.engines import tantivy_schema as schema
from search.engines.base import (
    MOST_VALUES,
    PUBLISHED,
    Hit,
    Key,
    Request,
    Result,
    Sort,
)
from search.engines.entries import (
    SEPARATOR,
    Fields,
    card_from,
    facet_field,
    key_from,
    key_of,
    measure_field,
    written,
)
from search.engines.generations import Generations
from search.engines.tantivy_queries import Queries
from search.exceptions import IndexMissing
from search.sources import Document

_LOOK_AGAIN = 0.1  # seconds between looks for what the indexer committed
_HEAP = 48_000_000


class TantivyGeneration:
    """One folder open for writing. Tantivy allows a single writer on it."""

    def __init__(self, folder: Path, generations: Generations, fields: Fields) -> None:
        self.folder = folder
        self._generations = generations
        self._fields = fields
        self._index = tantivy.Index(schema.build(fields), str(folder))
        self._writer: tantivy.IndexWriter | None = None

    @property
    def writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP, 1)
        return self._writer

    def add(self, documents: Iterable[Document], *, version: int) -> None:  # noqa: ARG002
        for document in documents:
            self.writer.add_document(schema.to_tantivy(document, self._fields))

    def put(self, documents: Iterable[Document], *, version: int) -> None:
        for document in documents:
            self.remove([(document.source, document.pk)], version=version)
            self.add([document], version=version)

    def remove(self, keys: Iterable[Key], *, version: int) -> None:  # noqa: ARG002
        for source, pk in keys:
            self.writer.delete_documents_by_term("key", key_of(source, pk))

    def commit(self) -> None:
        self.writer.commit()

    def publish(self) -> None:
        self.commit()
        self._generations.publish(self.folder)

    def close(self) -> None:
        """Finish merging and let another process write."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None


class _Reader:
    """The current generation as seen at most a moment ago; safe between threads."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._lock = threading.Lock()
        self._looked_at = float("-inf")
        self._folder: Path | None = None
        self._index: tantivy.Index | None = None

    def index(self) -> tantivy.Index:
        with self._lock:
            if self._index is None or time.monotonic() - self._looked_at > _LOOK_AGAIN:
                self._index = self._look()
                self._looked_at = time.monotonic()
            return self._index

    def forget(self) -> None:
        with self._lock:
            self._looked_at = float("-inf")

    def _look(self) -> tantivy.Index:
        folder = self._generations.current()
        try:
            if folder != self._folder or self._index is None:
                index = tantivy.Index.open(str(folder))
                index.config_reader("manual")
            else:
                index = self._index
            index.reload()
        except (ValueError, OSError) as error:
            self._index = None
            raise IndexMissing(str(folder)) from error
        self._folder = folder
        return index


class TantivyEngine:
    """Keeps `search.engines.base.Engine`."""

    def __init__(self, root: Path, *, fields: Fields) -> None:
        self._fields = fields
        self._generations = Generations(root, signature=schema.signature(fields))
        self._reader = _Reader(self._generations)
        self._queries = Queries(schema.build(fields))

    def is_ready(self) -> bool:
        try:
            self._reader.index()
        except IndexMissing:
            return False
        return True

    def refresh(self) -> None:
        self._reader.forget()

    def look_again(self) -> None:
        self._reader.forget()

    def search(self, request: Request) -> Result:
        searcher = self._reader.index().searcher()
        query = self._queries.request(request)
        order = _order(request)
        # It cannot look for none, only for one and leave it out.
        most = max(request.limit, 1)
        found = searcher.search(
            query, most, True, order_by_field=order, offset=request.offset
        )
        hits = tuple(
            _hit(searcher, address, score)
            for score, address in found.hits[: request.limit]
        )
        return Result(_total(found), hits, self._counts(searcher, request, query))

    def search_each(self, requests: Sequence[Request]) -> list[Result]:
        return [self.search(request) for request in requests]

    def walk(self, request: Request) -> Iterator[Hit]:
        # A searcher goes on seeing what it saw at first.
        searcher = self._reader.index().searcher()
        query, order = self._queries.request(request), _order(request)
        found = searcher.search(query, request.limit, False, order_by_field=order)
        return (_listed(searcher, address, score) for score, address in found.hits)

    def frequencies(
        self, terms: Collection[str], audience: frozenset[str]
    ) -> Mapping[str, int]:
        searcher = self._reader.index().searcher()
        counts = {
            term: _total(searcher.search(self._queries.term_for(term, audience), 1))
            for term in terms
            if searcher.doc_freq("terms", term)
        }
        return {term: count for term, count in counts.items() if count}

    def surfaces(
        self, folded: Collection[str], audience: frozenset[str]
    ) -> Mapping[str, int]:
        searcher = self._reader.index().searcher()
        permitted = self._queries.audience(audience)
        return {
            written(entry): count
            for form in folded
            if searcher.doc_freq("forms", form)
            for entry, count in searcher.terms_with_prefix(
                "vocabulary", form + SEPARATOR, permitted, MOST_VALUES
            )
        }

    def completions(
        self, prefix: str, audience: frozenset[str], limit: int
    ) -> Sequence[str]:
        searcher = self._reader.index().searcher()
        permitted = self._queries.audience(audience)
        found = searcher.terms_with_prefix("vocabulary", prefix, permitted, limit)
        return [written(entry) for entry, _ in found]

    def titled(
        self, forms: Sequence[str], audience: frozenset[str], limit: int
    ) -> Sequence[Hit]:
        searcher = self._reader.index().searcher()
        query = self._queries.titled(forms, audience)
        found = searcher.search(query, limit, False, order_by_field="published")
        return [_hit(searcher, address, 0) for _, address in found.hits]

    def digests(self) -> Mapping[Key, int]:
        searcher = self._reader.index().searcher()
        limit = max(searcher.num_docs, 1)
        found = searcher.search(tantivy.Query.all_query(), limit, False)
        stored = (searcher.doc(address) for _, address in found.hits)
        return {key_from(each["key"][0]): each["digest"][0] for each in stored}

    def generation_name(self) -> str:
        return self._generations.current().name

    def discard(self) -> None:
        self._generations.discard()
        self._reader.forget()

    def lock(self, name: str) -> AbstractContextManager[None]:
        return self._generations.lock(name)

    def current(self) -> TantivyGeneration:
        folder = self._generations.current()
        return TantivyGeneration(folder, self._generations, self._fields)

    def begin(self) -> TantivyGeneration:
        folder = self._generations.create()
        return TantivyGeneration(folder, self._generations, self._fields)

    def _counts(
        self, searcher: tantivy.Searcher, request: Request, query: tantivy.Query
    ) -> dict[str, dict[str, int]]:
        """Count each tree without its own filters, so that more can be chosen in it."""
        trees = {key: tree for tree in request.trees for key in tree}
        others: list[str] = []
        narrowed: dict[tuple[str, ...], list[str]] = {}
        for key in request.count_facets:
            tree = trees.get(key, (key,))
            is_narrowed = any(request.filters.get(each) for each in tree)
            (narrowed.setdefault(tree, []) if is_narrowed else others).append(key)
        counts = _aggregate(searcher, query, others)
        for tree, keys in narrowed.items():
            wider = self._queries.request(request, without=tree[0])
            counts |= _aggregate(searcher, wider, keys)
        return counts


def _aggregate(
    searcher: tantivy.Searcher, query: tantivy.Query, facets: Sequence[str]
) -> dict[str, dict[str, int]]:
    if not facets:
        return {}
    asked = {
        key: {"terms": {"field": facet_field(key), "size": MOST_VALUES}}
        for key in facets
    }
    found = searcher.aggregate(query, asked)
    return {
        key: {each["key"]: each["doc_count"] for each in found[key]["buckets"]}
        for key in facets
    }


def _total(found: tantivy.SearchResult) -> int:
    # The binding's types leave out the count that the object has.
    total: int = found.count  # type: ignore[attr-defined]
    return total


def _order(request: Request) -> str | None:
    if request.order:
        return measure_field(request.order)
    return PUBLISHED if request.sort is Sort.NEWEST else None


def _listed(
    searcher: tantivy.Searcher, address: tantivy.DocAddress, score: float
) -> Hit:
    document = searcher.doc(address)
    source, pk = key_from(document["key"][0])
    card = card_from(bytes(document["card"][0]).decode())
    return Hit(source, pk, float(score or 0), "", "", card)


def _hit(searcher: tantivy.Searcher, address: tantivy.DocAddress, score: float) -> Hit:
    document = searcher.doc(address)
    source, pk = key_from(document["key"][0])
    body = bytes(document["body"][0]).decode()
    card = card_from(bytes(document["card"][0]).decode())
    parts = bytes(document["parts"][0]).decode()
    title, published = document["title"][0], document["published"][0]
    return Hit(source, pk, float(score or 0), title, body, card, parts, published)
