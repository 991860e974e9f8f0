"""A shelf of texts in an index of its own, apart from every app."""

from collections.abc import Iterable

from search.engines.base import Engine
from search.retrieval import Found, Narrowing, retrieve
from search.sources import Document

PUBLIC = frozenset({"public"})


class Shelf:
    """Texts by name and a way to look for them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._names: dict[int, str] = {}
        generation = self.engine.begin()
        generation.publish()
        generation.close()

    def put(
        self, texts: Iterable[tuple[str, str]], *, audience: frozenset[str] = PUBLIC
    ) -> None:
        """Add (title, body) pairs."""
        documents = []
        for title, body in texts:
            pk = len(self._names) + 1
            self._names[pk] = title
            documents.append(Document("shelf", pk, title, body, audience))
        self.put_documents(documents)

    def put_documents(self, documents: Iterable[Document]) -> None:
        generation = self.engine.current()
        generation.put(documents, version=1)
        generation.commit()
        generation.close()
        self.engine.refresh()

    def found(self, text: str, audience: frozenset[str] = PUBLIC) -> Found:
        return retrieve(self.engine, text, Narrowing(audience))

    def titles(self, text: str, audience: frozenset[str] = PUBLIC) -> list[str]:
        """Name what `text` finds, the best first."""
        hits = self.found(text, audience).result.hits
        return [self._names[hit.pk] for hit in hits]
