"""Taking jobs so that no two workers hold one, and giving them back.

A claim is a lease: whoever stops renewing it loses the job to another worker.
Everything written about a run is conditional on still holding its lease.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from secrets import SystemRandom
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from jobs.models import Job, JobState

FIRST_DELAY = timedelta(seconds=10)
LONGEST_DELAY = timedelta(hours=1)
ERROR_LENGTH = 4000

_random = SystemRandom()


def claim(lane: str, *, lease: timedelta, now: datetime | None = None) -> Job | None:
    """Take the job of `lane` that has been due the longest, or nothing.

    A job whose worker died on its last attempt is not handed out again: whatever
    it does may be what kills.
    """
    now = now or timezone.now()
    due = Job.objects.filter(lane=lane).due(now)
    # Looked at first without a lock: on SQLite the transaction below stops every
    # other writer, and an empty queue is polled several times a second.
    while due.exists():
        with transaction.atomic():
            job = due.select_for_update(skip_locked=True).order_by("run_at").first()
            if job is None:
                return None
            if _take(job, lease=lease, now=now):
                return job
    return None


def _take(job: Job, *, lease: timedelta, now: datetime) -> bool:
    """Start a run of a locked `job`; false when it has no attempts left."""
    if job.is_spent:
        job.state = JobState.FAILED
        job.last_error = job.last_error or "The worker died while running it."
        job.finished_at = now
        job.save(update_fields=["state", "last_error", "finished_at"])
        return False
    job.state = JobState.RUNNING
    job.attempts += 1
    job.lease = uuid4()
    job.leased_until = now + lease
    job.save(update_fields=["state", "attempts", "lease", "leased_until"])
    return True


def renew(jobs: Collection[Job], *, lease: timedelta) -> None:
    """Say that these runs are alive."""
    for job in jobs:
        Job.objects.held_by(job).update(leased_until=timezone.now() + lease)


def finish(job: Job) -> bool:
    """Record success; false when the lease had gone to another worker."""
    return bool(
        Job.objects.held_by(job).update(
            state=JobState.DONE,
            last_error="",
            leased_until=None,
            finished_at=timezone.now(),
        )
    )


def give_back(job: Job, error: str) -> bool:
    """Record failure: try again later, or keep the job as failed.

    False when the lease had gone to another worker.
    """
    error = error.replace("\x00", "")[-ERROR_LENGTH:]
    if job.is_spent:
        return _close(job, JobState.FAILED, error)
    try:
        with transaction.atomic():
            return bool(
                Job.objects.held_by(job).update(
                    state=JobState.WAITING,
                    run_at=timezone.now() + delay_after(job.attempts),
                    last_error=error,
                    leased_until=None,
                )
            )
    except IntegrityError:
        # The same work was asked for anew while this run was failing. Two of a
        # key may not wait, and the newer one does it all.
        return _close(job, JobState.DONE, error)


def _close(job: Job, state: JobState, error: str) -> bool:
    return bool(
        Job.objects.held_by(job).update(
            state=state,
            last_error=error,
            leased_until=None,
            finished_at=timezone.now(),
        )
    )


def delay_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubling, capped, spread out."""
    doubled: timedelta = FIRST_DELAY * 2 ** min(attempts - 1, 20)
    return min(doubled, LONGEST_DELAY) * _random.uniform(0.5, 1)
