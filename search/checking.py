"""Whether the index holds what the database holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from search.engines.base import Engine, Key, digest
from search.models import Change
from search.rebuild import batches
from search.sources import sources


@dataclass(frozen=True, slots=True)
class Comparison:
    counts: Mapping[str, int]
    missing: frozenset[Key]
    stale: frozenset[Key]
    surplus: frozenset[Key]
    waiting: int

    @property
    def agrees(self) -> bool:
        return not (self.missing or self.stale or self.surplus)


def compare(engine: Engine) -> Comparison:
    """Compare every document. Raises `NoAnswer`."""
    waiting = Change.objects.waiting().count()
    indexed = engine.digests()
    counts: dict[str, int] = {}
    expected: dict[Key, int] = {}
    for key, source in sources().items():
        for batch in batches(source.all_pks()):
            for document in source.documents(batch):
                expected[key, document.pk] = digest(document)
        counts[key] = sum(1 for name, _ in expected if name == key)
    return Comparison(
        counts,
        frozenset(expected.keys() - indexed.keys()),
        frozenset(
            key
            for key in expected.keys() & indexed.keys()
            if expected[key] != indexed[key]
        ),
        frozenset(indexed.keys() - expected.keys()),
        waiting,
    )
