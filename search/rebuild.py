"""A new index beside the old one, put in its place once it has caught up."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.utils import timezone

from search.engines.base import Engine, Generation
from search.models import Change
from search.sources import Document, Source, sources

# Held by whoever writes what readers see; a rebuild needs it for its last step only.
WRITER = "writer"
BATCH = 250
# With so few changes left, the indexer may be held up for the last of them.
FEW = 100
_CLOCKS_DIFFER = timedelta(minutes=1)

Progress = Callable[[int], object]


def count_documents() -> int:
    """Say how many documents a rebuild will index."""
    return sum(1 for each in sources().values() for _ in each.all_pks())


def rebuild(engine: Engine, progress: Progress = lambda _: None) -> int:
    """Index everything anew while the old index answers; return how many documents.

    What changes meanwhile is read back from the change log: most of it in passing,
    the rest while the indexer waits.
    """
    with engine.lock("rebuild"):
        started = timezone.now() - _CLOCKS_DIFFER
        generation = engine.begin()
        try:
            number = sum(
                _index_source(generation, each, progress) for each in sources().values()
            )
            applied: set[int] = set()
            while len(missed := _missed(started, applied)) > FEW:
                _apply(generation, missed, applied)
            with engine.lock(WRITER):
                while missed := _missed(started, applied):
                    _apply(generation, missed, applied)
                generation.publish()
        finally:
            generation.close()
    return number


def apply_changes(generation: Generation, changes: Iterable[Change]) -> list[Document]:
    """Bring everything the changes name to its present state, and return it."""
    named: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        named[change.source].add(change.object_pk)
    every: list[Document] = []
    for key, pks in named.items():
        found = sources().get(key)
        # Before reading: what is read may be newer than this says, never older.
        version = Change.objects.newest_number()
        documents = list(found.documents(pks)) if found else []
        generation.put(documents, version=version)
        gone = pks - {document.pk for document in documents}
        generation.remove([(key, pk) for pk in gone], version=version)
        every += documents
    return every


def batches(pks: Iterable[int], size: int = BATCH) -> Iterator[list[int]]:
    remaining = iter(pks)
    while batch := list(islice(remaining, size)):
        yield batch


def _index_source(generation: Generation, source: Source, progress: Progress) -> int:
    number = 0
    for batch in batches(source.all_pks()):
        version = Change.objects.newest_number()
        documents = list(source.documents(batch))
        generation.add(documents, version=version)
        number += len(documents)
        progress(len(batch))
    return number


def _missed(started: datetime, applied: set[int]) -> list[Change]:
    """Name rows not applied yet: by key, for transactions commit in any order."""
    rows = Change.objects.missed_since(started)
    return [change for change in rows if change.pk not in applied]


def _apply(generation: Generation, changes: list[Change], applied: set[int]) -> None:
    apply_changes(generation, changes)
    applied.update(change.pk for change in changes)
