"""Noting what is new to whom, once the index holds it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from jobs.actions import enqueue
from search.engines.base import Key
from search.models import Arrival, ArrivalLog, Sighting
from search.sources import Document

LOOK = "search.look_for_news"
# What is published together is told together.
GATHERING = timedelta(minutes=1)
# Longer than the rarest rhythm, and than any engine stays down.
ARRIVALS_KEPT = timedelta(days=60)
# Some things carry no finer date than a day, and what was published on the eve of
# the first look is still new.
_EVE = timedelta(days=2)


@transaction.atomic
def note_arrivals(documents: Iterable[Document]) -> int:
    """Note which of these came within new reach, and have searches told of them.

    Call it with what an index has committed; repeating is harmless. What has no date
    of publication is never news. Returns how many arrived.
    """
    dated = {
        (each.source, each.pk): each
        for each in documents
        if each.published_at is not None
    }
    if not dated:
        return 0
    log = _locked_log()
    known = _known(dated)
    grown = {
        key: document
        for key, document in dated.items()
        if not document.audience <= known.get(key, frozenset())
    }
    since = log.begun_at - _EVE
    arrived = [
        document
        for key, document in grown.items()
        if key in known or (document.published_at and document.published_at >= since)
    ]
    _see(grown, known)
    _number(arrived, known, log)
    if arrived:
        enqueue(LOOK, key="all", at=timezone.now() + GATHERING)
    return len(arrived)


def forget_old_arrivals() -> int:
    """Delete what every search has long looked at; return how many."""
    before = timezone.now() - ARRIVALS_KEPT
    return Arrival.objects.filter(arrived_at__lt=before).delete()[0]


def _locked_log() -> ArrivalLog:
    """Take the right to number arrivals until this transaction ends."""
    ArrivalLog.objects.get_or_create(pk=ArrivalLog.ONLY)
    return ArrivalLog.objects.select_for_update().get(pk=ArrivalLog.ONLY)


def _known(keys: Iterable[Key]) -> dict[Key, frozenset[str]]:
    """Say for whom each of these was seen before; one question per source."""
    pks: dict[str, list[int]] = defaultdict(list)
    for source, pk in keys:
        pks[source].append(pk)
    return {
        (source, seen.object_pk): frozenset(seen.audience)
        for source, found in pks.items()
        for seen in Sighting.objects.filter(source=source, object_pk__in=found)
    }


def _see(grown: dict[Key, Document], known: dict[Key, frozenset[str]]) -> None:
    nobody: frozenset[str] = frozenset()
    Sighting.objects.bulk_create(
        [
            Sighting(
                source=source,
                object_pk=pk,
                audience=sorted(document.audience | known.get((source, pk), nobody)),
            )
            for (source, pk), document in grown.items()
        ],
        update_conflicts=True,
        unique_fields=["source", "object_pk"],
        update_fields=["audience"],
    )


def _number(
    arrived: list[Document], known: dict[Key, frozenset[str]], log: ArrivalLog
) -> None:
    nobody: frozenset[str] = frozenset()
    Arrival.objects.bulk_create(
        Arrival(
            number=number,
            source=each.source,
            object_pk=each.pk,
            audience=sorted(each.audience),
            before=sorted(known.get((each.source, each.pk), nobody)),
            authors=sorted(each.authors),
        )
        for number, each in enumerate(arrived, start=log.newest + 1)
    )
    if arrived:
        log.newest += len(arrived)
        log.save(update_fields=["newest"])
