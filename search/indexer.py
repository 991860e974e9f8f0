"""Keeping the index true: the change log is taken in by exactly one writer.

A row is acknowledged only after the engine has committed it, and says no more than
„look again”. A crash anywhere therefore costs a repetition and loses nothing.
"""

import logging
from threading import Event

from django.db import transaction
from django.utils import timezone

from search.actions.arrivals import note_arrivals
from search.engines import current_engine
from search.engines.base import Engine, Generation
from search.exceptions import NoAnswer
from search.models import Change
from search.rebuild import WRITER, apply_changes, rebuild
from search.sources import Document

log = logging.getLogger("search.indexer")

POLL_SECONDS = 0.05
RETRY_SECONDS = 2.0
BATCH = 500
# Of an import, so many are taken in between two looks for something more urgent.
STEP = 100


def run(stop: Event) -> None:
    """Take in changes until told to stop; make the index when there is none."""
    engine = current_engine()
    indexer = Indexer(engine)
    is_held_up = False
    try:
        while not stop.is_set():
            try:
                wait = _take_in(engine, indexer)
            except NoAnswer as error:
                # The changes wait in the log; nothing is lost by waiting with them.
                if not is_held_up:
                    log.warning("changes wait, the engine takes none: %s", error)
                is_held_up, wait = True, RETRY_SECONDS
                indexer.close()
                engine.look_again()
            else:
                if is_held_up:
                    log.warning("the engine takes changes again")
                is_held_up = False
            stop.wait(wait)
    finally:
        indexer.close()


def _take_in(engine: Engine, indexer: "Indexer") -> float:
    """Take in one batch; return how many seconds to wait before the next."""
    if not engine.is_ready():
        log.warning("there is no index to read: building it anew")
        indexer.close()
        rebuild(engine)
    return 0 if indexer.take_in() else POLL_SECONDS


def catch_up() -> int:
    """Take in everything that waits, here and now; return how many changes."""
    engine = current_engine()
    if not engine.is_ready():
        rebuild(engine)
    indexer = Indexer(engine)
    taken = 0
    try:
        while number := indexer.take_in():
            taken += number
    finally:
        indexer.close()
    engine.look_again()
    return taken


class Indexer:
    """Holds the writer of the current generation between batches."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._generation: Generation | None = None
        self._name = ""

    def take_in(self) -> int:
        """Index one batch of changes and acknowledge it; return its size."""
        changes = list(Change.objects.waiting()[:BATCH])
        if not changes:
            return 0
        # A rebuild that is about to publish must not miss what is taken in now.
        with self._engine.lock(WRITER):
            generation = self._current()
            changes, documents = _applied(generation, changes)
            generation.commit()
            taken = Change.objects.filter(pk__in=[change.pk for change in changes])
            # Together, or a crash between the two would leave news untold.
            with transaction.atomic():
                note_arrivals(documents)
                taken.update(indexed_at=timezone.now())
        return len(changes)

    def close(self) -> None:
        if self._generation is not None:
            self._generation.close()
            self._generation = None

    def _current(self) -> Generation:
        """Reopen after a rebuild has put another generation in place."""
        name = self._engine.generation_name()
        if name != self._name or self._generation is None:
            self.close()
            self._generation = self._engine.current()
            self._name = name
        return self._generation


def _applied(
    generation: Generation, changes: list[Change]
) -> tuple[list[Change], list[Document]]:
    """Apply changes until one comes that should not wait for the rest of them."""
    done: list[Change] = []
    documents: list[Document] = []
    first = changes[0]
    alike = [change for change in changes if change.is_bulk == first.is_bulk]
    for place in range(0, len(alike), STEP):
        if done and first.is_bulk and Change.objects.urgent().exists():
            break
        documents += apply_changes(generation, alike[place : place + STEP])
        done += alike[place : place + STEP]
    return done, documents
