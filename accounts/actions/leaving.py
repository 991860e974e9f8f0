"""The end of somebody's employment, from the first step to the protocol.

Every step is a row, so a process that dies between two of them loses nothing: the
door closes first, and each thing is handed over in a transaction of its own.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.actions.audit import record
from accounts.actions.people import deactivate_person
from accounts.actions.roles import end_role
from accounts.exceptions import DepartureMoved, NotAllowed
from accounts.handover import Duty, Held, duties, endings
from accounts.models import (
    AuditVerb,
    Departure,
    DepartureState,
    Handover,
    HandoverState,
    User,
)
from accounts.models.access import Verb, can
from accounts.roles import Role
from jobs.actions import enqueue

CARRY_OUT = "accounts.carry_out_departure"
TELL = "home.tell_handover"


@transaction.atomic
def begin_departure(person: User, *, by: User, last_day: date) -> Departure:
    """Begin, or move the last day of what was begun. Raises `NotAllowed`.

    Raises `DepartureMoved` when it is confirmed already.
    """
    _check(person, by)
    locked = User.objects.select_for_update().get(pk=person.pk)
    departure = Departure.objects.open().filter(person=locked).first()
    if departure is None:
        return Departure.objects.create(person=locked, planned_by=by, last_day=last_day)
    if departure.state != DepartureState.DRAFT:
        raise DepartureMoved(departure.pk)
    departure.planned_by, departure.last_day = by, last_day
    departure.save(update_fields=["planned_by", "last_day"])
    return departure


@transaction.atomic
def choose_successors(
    departure: Departure, *, by: User, chosen: Mapping[tuple[str, str], User | None]
) -> Departure:
    """Keep who takes over what: of everything held now, nothing else.

    Raises `NotAllowed` or `DepartureMoved`.
    """
    locked = _lock(departure, DepartureState.DRAFT)
    _check(locked.person, by)
    locked.handovers.all().delete()
    Handover.objects.bulk_create(
        _handover(locked, duty, held, chosen.get((duty.key, held.key)))
        for duty, held in everything_held_by(locked.person)
    )
    return locked


@transaction.atomic
def confirm_departure(departure: Departure, *, by: User) -> Departure:
    """Make it sure: today's closes the account at once. Confirming twice is once.

    Raises `NotAllowed` or `DepartureMoved`.
    """
    locked = _lock(departure, *DepartureState)
    _check(locked.person, by)
    if locked.state == DepartureState.CANCELLED:
        raise DepartureMoved(locked.pk)
    if locked.state != DepartureState.DRAFT:
        return locked
    locked.state, locked.planned_by = DepartureState.PLANNED, by
    locked.confirmed_at = timezone.now()
    locked.save(update_fields=["state", "planned_by", "confirmed_at"])
    # Before the entry: whoever holds the end of the log waits for no row of a person.
    if locked.last_day <= timezone.localdate():
        close_door(locked)
    record(
        AuditVerb.DEPARTURE_PLANNED,
        actor=by,
        subject=locked.person,
        institution=locked.person.institution,
        detail=locked.last_day.isoformat(),
    )
    return locked


@transaction.atomic
def cancel_departure(departure: Departure, *, by: User) -> Departure:
    """Call off what has not happened. Raises `NotAllowed` or `DepartureMoved`."""
    locked = _lock(departure, DepartureState.DRAFT, DepartureState.PLANNED)
    _check(locked.person, by)
    was_planned = locked.is_planned
    locked.state = DepartureState.CANCELLED
    locked.save(update_fields=["state"])
    if was_planned:
        record(
            AuditVerb.DEPARTURE_CANCELLED,
            actor=by,
            subject=locked.person,
            institution=locked.person.institution,
            detail=locked.last_day.isoformat(),
        )
    return locked


def close_due_doors(*, today: date) -> int:
    """Close every account whose last day is over; returns how many."""
    due = Departure.objects.filter(state=DepartureState.PLANNED, last_day__lt=today)
    number = 0
    for departure in due.order_by("pk"):
        with transaction.atomic():
            number += close_door(departure)
    return number


@transaction.atomic
def close_door(departure: Departure) -> bool:
    """Close the account and have the rest handed over; does so once."""
    moved = Departure.objects.filter(
        pk=departure.pk, state=DepartureState.PLANNED
    ).update(state=DepartureState.HANDING_OVER, closed_at=timezone.now())
    if not moved:
        return False
    departure.refresh_from_db()
    enqueue(CARRY_OUT, departure.pk, key=f"{CARRY_OUT} {departure.pk}")
    deactivate_person(departure.person, actor=departure.planned_by)
    return True


def carry_out(departure: Departure) -> None:
    """Hand over all that is still held, end the rest, and finish the protocol.

    Run again after a stop, it goes on where it was.
    """
    for duty, held in everything_held_by(departure.person):
        _hand_over(departure, duty, held)
    _finish(departure)


def everything_held_by(person: User) -> list[tuple[Duty, Held]]:
    """List what `person` answers for now, in the order the apps registered it."""
    return [(duty, held) for duty in duties() for held in duty.held_by(person)]


@transaction.atomic
def _hand_over(departure: Departure, duty: Duty, held: Held) -> None:
    """Give one thing to whom it was promised; what came up later stays with nobody."""
    # Whoever carries out beside us waits here, and then finds it handed over.
    Departure.objects.select_for_update().get(pk=departure.pk)
    if held.key not in {still.key for still in duty.held_by(departure.person)}:
        return
    handover = departure.handovers.filter(duty=duty.key, key=held.key).first()
    handover = handover or _handover(departure, duty, held, None)
    if handover.state != HandoverState.CHOSEN:
        return
    to = _still_fit(departure, duty, held, handover.successor)
    duty.hand_over(held, to, departure.planned_by)
    handover.successor, handover.done_at = to, timezone.now()
    handover.state = HandoverState.DONE if to else HandoverState.LEFT
    handover.save()
    if to is not None:
        enqueue(TELL, handover.pk)
    record(
        AuditVerb.DUTY_HANDED_OVER,
        actor=departure.planned_by,
        subject=to or departure.person,
        institution=departure.person.institution,
        detail=handover.label,
    )


def _still_fit(
    departure: Departure, duty: Duty, held: Held, successor: User | None
) -> User | None:
    """Give the successor, unless today they could not be chosen, or not by who did."""
    by = departure.planned_by
    if successor is None or by is None:
        return None
    return successor if successor in duty.candidates(held, by) else None


@transaction.atomic
def _finish(departure: Departure) -> None:
    """End what nobody takes over, and close the protocol; the second time, nothing."""
    locked = _lock(departure, *DepartureState)
    if locked.state != DepartureState.HANDING_OVER:
        return
    person, by = locked.person, locked.planned_by
    ended = [line for ending in endings() for line in ending(person, by)]
    for held in person.role_assignments.current().select_related("institution"):
        role = Role(held.role)
        end_role(person, role=role, institution=held.institution, actor=by)
        place = f", {held.institution.name}" if held.institution else ""
        ended.append(f"{gettext('Role')}: {role.label}{place}")
    # A role that was to begin later begins no more.
    person.role_assignments.not_over().delete()
    locked.handovers.filter(state=HandoverState.CHOSEN).update(
        state=HandoverState.GONE, done_at=timezone.now()
    )
    locked.state, locked.ended = DepartureState.DONE, ended
    locked.finished_at = timezone.now()
    locked.save(update_fields=["state", "ended", "finished_at"])


def _handover(
    departure: Departure, duty: Duty, held: Held, successor: User | None
) -> Handover:
    return Handover(
        departure=departure,
        duty=duty.key,
        key=held.key,
        label=f"{duty.label}: {held.label}"[:300],
        url=held.url[:300],
        successor=successor,
    )


def _lock(departure: Departure, *states: DepartureState) -> Departure:
    """Have changes of one departure wait for one another. Raises `DepartureMoved`."""
    locked = (
        Departure.objects.select_for_update(of=("self",))
        .select_related("person__institution", "planned_by")
        .get(pk=departure.pk)
    )
    if locked.state not in states:
        raise DepartureMoved(locked.pk)
    return locked


def _check(person: User, by: User) -> None:
    if not can(by, Verb.END, person):
        raise NotAllowed
