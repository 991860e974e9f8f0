"""Telling people what is new in their saved searches; once, and never of nothing."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from accounts.models.audience import audience_tokens_of
from jobs.actions import enqueue_each
from notifications.actions.notify import notify
from notifications.audience import Recipient
from notifications.kinds import Frequency
from search.engines import current_engine
from search.engines.base import Engine
from search.engines.entries import key_of
from search.exceptions import NoAnswer
from search.matching import Listener, could_match, matches
from search.models import Alert, Arrival, ArrivalLog, SavedSearch, next_look
from search.saved import recall

log = logging.getLogger("search.alerts")

KIND, REASON = "search.alert", "saved_search"
TELL = "search.tell_of_news"
# People looked after by one job: it must end well within its lease.
_PEOPLE = 100
# As long as the notifications that show them.
ALERTS_KEPT = timedelta(days=365)

_Found = list[tuple[SavedSearch, list[str]]]


def look_for_news(now: datetime | None = None) -> int:
    """Have everybody told whose searches are due and have something to look at.

    Returns into how many jobs the work was cut.
    """
    now, newest = now or timezone.now(), ArrivalLog.newest_number()
    _move_on(SavedSearch.objects.rested(now, newest=newest), to=newest, now=now)
    # Whoever comes back one day is not told of all that came meanwhile.
    shut_out = SavedSearch.objects.filter(owner__is_active=False, seen_to__lt=newest)
    shut_out.update(seen_to=newest)
    due = SavedSearch.objects.due(now, newest=newest).order_by("owner_id")
    owners = list(due.values_list("owner", flat=True).distinct())
    slices = [owners[at : at + _PEOPLE] for at in range(0, len(owners), _PEOPLE)]
    enqueue_each(
        TELL, {f"{some[0]}-{some[-1]}": [some[0], some[-1]] for some in slices}
    )
    return len(slices)


def tell_of_news(first: int, last: int, now: datetime | None = None) -> int:
    """Tell the people numbered `first` to `last`; returns how many alerts were made.

    A search for which the engine cannot be asked does not move on, so the same
    arrivals are looked at next time; it keeps no other one waiting.
    """
    now, newest = now or timezone.now(), ArrivalLog.newest_number()
    due = SavedSearch.objects.due(now, newest=newest).select_related("owner")
    searches = list(
        due.filter(owner__gte=first, owner__lte=last).order_by("owner_id", "pk")
    )
    return _tell(searches, newest=newest, now=now) if searches else 0


def forget_old_alerts() -> int:
    """Delete alerts that no notification shows any more; return how many."""
    before = timezone.now() - ALERTS_KEPT
    return Alert.objects.filter(made_at__lt=before).delete()[0]


def _tell(searches: Sequence[SavedSearch], *, newest: int, now: datetime) -> int:
    engine = current_engine()
    engine.refresh()
    seen_to = min(each.seen_to for each in searches)
    since = Arrival.objects.filter(number__gt=seen_to, number__lte=newest)
    arrivals = list(since)
    audiences = audience_tokens_of({each.owner for each in searches})
    told, looked, quiet = 0, 0, []
    for owner, own in groupby(searches, key=lambda each: each.owner):
        listener = Listener(owner, audiences[owner.pk])
        news = [each for each in arrivals if listener.is_news(each)]
        found = _look(engine, listener, list(own), news)
        told += _announce([each for each in found if each[1]], to=newest, now=now)
        looked += len(found)
        quiet += [search for search, keys in found if not keys]
    _move_on(quiet, to=newest, now=now)
    if waiting := len(searches) - looked:
        log.warning("%d saved searches wait, the engine does not answer", waiting)
    return told


def _look(
    engine: Engine,
    listener: Listener,
    searches: Sequence[SavedSearch],
    news: Sequence[Arrival],
) -> _Found:
    """Say what each search of one person finds; one that lost a filter finds nothing.

    One that the engine does not answer is left out.
    """
    if not news:
        return [(search, []) for search in searches]
    found: _Found = []
    for each in recall(searches, listener.user):
        search, tab = each.saved, each.criteria.tab
        arrivals = could_match(news, seen_to=search.seen_to, tab=tab)
        if not each.is_whole or not arrivals:
            found.append((search, []))
            continue
        try:
            hits = matches(engine, each.criteria, listener, arrivals)
        except NoAnswer:
            continue
        keys = [key_of(hit.source, hit.pk) for hit in hits]
        found.append((search, _untold(search, keys) if keys else []))
    return found


def _untold(search: SavedSearch, keys: Iterable[str]) -> list[str]:
    """Leave out what this search told of before, when its owner had other rights."""
    told = {key for alert in search.alerts.all() for key in alert.keys}
    return [key for key in keys if key not in told]


@transaction.atomic
def _announce(found: _Found, *, to: int, now: datetime) -> int:
    """Tell one person, and move on in the same transaction: both or neither.

    Two workers may have found the same: only the one that moves a search on tells.
    Whoever paused or deleted it meanwhile hears nothing.
    """
    told = 0
    for search, keys in found:
        # Not a conditional update: PostgreSQL would look at the owner in a query of
        # its own, and at the row as it was before the other worker moved it on.
        still = SavedSearch.objects.alerting().select_for_update(of=("self",))
        locked = still.filter(pk=search.pk, seen_to=search.seen_to).first()
        if locked is None:
            continue
        locked.seen_to, locked.alerted_at = to, now
        locked.due_at = next_look(locked.cadence, now)
        locked.save(update_fields=["seen_to", "due_at", "alerted_at"])
        alert = Alert.objects.create(search=search, keys=keys, made_at=now)
        notify(
            KIND,
            target=str(alert.pk),
            event=f"{search.pk}:{to}",
            recipients=[Recipient(search.owner_id, REASON)],
            actor=None,
        )
        told += 1
    return told


def _move_on(searches: Iterable[SavedSearch], *, to: int, now: datetime) -> None:
    """Note that there was nothing new up to here."""
    pks: dict[str, list[int]] = {cadence: [] for cadence in Frequency.values}
    for search in searches:
        pks[search.cadence].append(search.pk)
    for cadence, some in pks.items():
        if some:
            behind = SavedSearch.objects.filter(pk__in=some, seen_to__lte=to)
            behind.update(seen_to=to, due_at=next_look(cadence, now))
