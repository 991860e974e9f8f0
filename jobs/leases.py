"""Rows that make something happen once among several workers."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jobs.actions import enqueue
from jobs.models import Heartbeat, Schedule, ServiceLease
from jobs.registry import schedules


def acquire_service(service: str, *, lease: timedelta) -> UUID | None:
    """Become the one who runs `service`; nothing while another worker is."""
    now = timezone.now()
    token = uuid4()
    ServiceLease.objects.bulk_create(
        [ServiceLease(service=service)], ignore_conflicts=True
    )
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    taken = ServiceLease.objects.filter(free, service=service).update(
        lease=token, leased_until=now + lease
    )
    return token if taken else None


def renew_service(service: str, token: UUID, *, lease: timedelta) -> bool:
    """Stay the one; false when another worker has taken over."""
    held = ServiceLease.objects.filter(service=service, lease=token)
    return bool(held.update(leased_until=timezone.now() + lease))


def release_service(service: str, token: UUID) -> None:
    """Let another worker start at once."""
    held = ServiceLease.objects.filter(service=service, lease=token)
    held.update(lease=None, leased_until=None)


def enqueue_scheduled(now: datetime | None = None) -> int:
    """Put due recurring tasks into the queue.

    Races with other workers: the change of `last_run_at` from the value we read
    succeeds for one of them. Missed turns are not made up for, one run is enough.
    A last run far ahead was noted by a clock that was wrong, and keeps nothing back.
    """
    now = now or timezone.now()
    every = schedules()
    Schedule.objects.bulk_create(
        [Schedule(task=name) for name in every], ignore_conflicts=True
    )
    count = 0
    for row in Schedule.objects.filter(task__in=every):
        if row.last_run_at and abs(now - row.last_run_at) < every[row.task]:
            continue
        with transaction.atomic():
            unchanged = Schedule.objects.filter(pk=row.pk, last_run_at=row.last_run_at)
            if unchanged.update(last_run_at=now):
                enqueue(row.task, key="schedule")
                count += 1
    return count


def beat(worker: str, *, started_at: datetime) -> None:
    """Say that this worker is alive."""
    Heartbeat.objects.update_or_create(
        worker=worker,
        defaults={"seen_at": timezone.now()},
        create_defaults={"started_at": started_at, "seen_at": timezone.now()},
    )


def end_beat(worker: str) -> None:
    Heartbeat.objects.filter(worker=worker).delete()
