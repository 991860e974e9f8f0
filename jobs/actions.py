"""Putting work into the queue, and looking after what stayed there."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, When
from django.utils import timezone

from jobs.models import Heartbeat, Job, JobState
from jobs.registry import get_task

KEEP_DONE = timedelta(days=3)
KEEP_FAILED = timedelta(days=90)
KEEP_HEARTBEATS = timedelta(days=1)


@transaction.atomic
def enqueue(
    name: str, *args: str | int | None, key: str = "", at: datetime | None = None
) -> None:
    """Have the task `name` called with `args`, once this transaction commits.

    At most one job waits per task and key; a second one only makes it come
    earlier. While a job runs, another one of its key may wait.
    Raises `UnknownTask`.
    """
    task = get_task(name)
    run_at = at or timezone.now()
    job = Job(
        task=name,
        args=list(args),
        key=key,
        lane=task.lane,
        max_attempts=task.max_attempts,
        run_at=run_at,
    )
    if key:
        _insert_or_hold(job)
    else:
        job.save(force_insert=True)


def _insert_or_hold(job: Job) -> None:
    """Insert, or lock the one that waits.

    Races with a worker: were the waiting row left alone, it could be taken and
    finished before our transaction commits, and our change would go unseen.
    Touching the row keeps the worker off it until then; a row that was taken
    first no longer matches, and the insert is tried again.
    """
    sooner = Case(
        # A retry that backs off is not hurried: its cause may still be there.
        When(attempts=0, run_at__gt=job.run_at, then=job.run_at),
        default=F("run_at"),
    )
    same = Job.objects.waiting().filter(task=job.task, key=job.key)
    while True:
        Job.objects.bulk_create([job], ignore_conflicts=True)
        if same.update(run_at=sooner):
            return


@transaction.atomic
def retry_failed(*pks: int) -> int:
    """Give failed jobs their attempts back; all of them when none is named."""
    failed = Job.objects.failed().select_for_update()
    count = 0
    for job in failed.filter(pk__in=pks) if pks else failed:
        enqueue(job.task, *job.args, key=job.key)
        job.delete()
        count += 1
    return count


def clean(now: datetime | None = None) -> int:
    """Delete what is finished and old. Safe to run at any time."""
    now = now or timezone.now()
    kept = {JobState.DONE: KEEP_DONE, JobState.FAILED: KEEP_FAILED}
    deleted = sum(
        Job.objects.filter(state=state, finished_at__lt=now - age).delete()[0]
        for state, age in kept.items()
    )
    Heartbeat.objects.filter(seen_at__lt=now - KEEP_HEARTBEATS).delete()
    return deleted
