"""Keeping searches: saving, naming, pausing, forgetting them, and their feeds."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from notifications.actions.reading import mark_read
from notifications.kinds import Frequency
from search.actions.alerts import KIND as ALERT
from search.criteria import PAGE, SORT, TEXT, Criteria
from search.exceptions import AlreadySaved, EmptySearch, TooManySaved
from search.models import ArrivalLog, SavedSearch, next_look

MOST_SAVED = 50

Parameters = Iterable[tuple[str, str]]


@transaction.atomic
def save_search(
    owner: User, *, name: str, criteria: Criteria, cadence: str
) -> SavedSearch:
    """Keep a search; what it finds at this moment is not news.

    Raises `EmptySearch`, `AlreadySaved`, `TooManySaved`.
    """
    parameters = replace(criteria, page=1, misread={}).parameters()
    if not _said(parameters):
        raise EmptySearch
    # Two clicks, or two browsers: the limit and the one of a kind are decided in turn.
    User.objects.select_for_update().get(pk=owner.pk)
    own, mark = SavedSearch.objects.filter(owner=owner), fingerprint(parameters)
    if same := own.filter(fingerprint=mark).first():
        raise AlreadySaved(same.name)
    if own.count() >= MOST_SAVED:
        raise TooManySaved
    return SavedSearch.objects.create(
        owner=owner,
        name=name,
        parameters=parameters,
        fingerprint=mark,
        cadence=cadence,
        seen_to=ArrivalLog.newest_number(),
        due_at=next_look(cadence, timezone.now()),
    )


def fingerprint(parameters: Parameters) -> str:
    """Name a search so that order and capitals make no other one of it."""
    said = json.dumps(sorted(_said(parameters)), ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _said(parameters: Parameters) -> list[tuple[str, str]]:
    return [
        (name, value.lower() if name == TEXT else value)
        for name, value in parameters
        if name not in {SORT, PAGE}
    ]


@transaction.atomic
def change_saved(saved: SavedSearch, *, name: str, cadence: str) -> None:
    """Give another name, or another rhythm; waking up, it does not look back."""
    locked = SavedSearch.objects.select_for_update().filter(pk=saved.pk).first()
    if locked is None:  # deleted in another window
        return
    if locked.cadence == Frequency.NEVER:
        locked.seen_to = ArrivalLog.newest_number()
    if locked.cadence != cadence:
        locked.due_at = next_look(cadence, timezone.now())
    locked.name, locked.cadence = name, cadence
    locked.save(update_fields=["name", "cadence", "seen_to", "due_at"])


def pause(saved: SavedSearch) -> None:
    """Have it tell nothing until it is resumed."""
    SavedSearch.objects.filter(pk=saved.pk).update(is_paused=True)


@transaction.atomic
def resume(saved: SavedSearch) -> None:
    """Have it tell again, of what comes from now on."""
    SavedSearch.objects.filter(pk=saved.pk, is_paused=True).update(
        is_paused=False,
        seen_to=ArrivalLog.newest_number(),
        due_at=next_look(saved.cadence, timezone.now()),
    )


@transaction.atomic
def forget_saved(saved: SavedSearch) -> None:
    """Delete a saved search, its feed and what it told; twice is once."""
    told = map(str, saved.alerts.values_list("pk", flat=True))
    # Or the bell would go on counting what nothing shows any more.
    mark_read(saved.owner, ALERT, list(told))
    SavedSearch.objects.filter(pk=saved.pk).delete()


def renew_feed(saved: SavedSearch) -> None:
    """Give its feed a new address; the old one leads nowhere from now on."""
    SavedSearch.objects.filter(pk=saved.pk).update(feed_seed=secrets.token_hex(32))


def put_to_rest(person: User) -> int:
    """Stop alerts and feeds of somebody who leaves; return of how many searches."""
    own = SavedSearch.objects.filter(owner=person)
    awake = own.exclude(is_paused=True, feed_seed="")
    return awake.update(is_paused=True, feed_seed="")


def end_feed(saved: SavedSearch) -> None:
    SavedSearch.objects.filter(pk=saved.pk).update(feed_seed="")
