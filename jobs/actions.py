"""Putting work into the queue, and looking after what stayed there."""

from collections.abc import Mapping, Sequence
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
    job = _job(name, args, key=key, run_at=at or timezone.now())
    if key:
        _insert_or_hold([job])
    else:
        job.save(force_insert=True)


@transaction.atomic
def enqueue_each(name: str, calls: Mapping[str, Sequence[str | int | None]]) -> None:
    """Have the task called once per key, with that key's arguments.

    The same as `enqueue` for each, in a few statements. Raises `UnknownTask`.
    """
    now = timezone.now()
    jobs = [_job(name, args, key=key, run_at=now) for key, args in calls.items()]
    if jobs:
        _insert_or_hold(jobs)


def _job(
    name: str, args: Sequence[str | int | None], *, key: str, run_at: datetime
) -> Job:
    task = get_task(name)
    return Job(
        task=name,
        args=list(args),
        key=key,
        lane=task.lane,
        max_attempts=task.max_attempts,
        run_at=run_at,
    )


def _insert_or_hold(jobs: Sequence[Job]) -> None:
    """Insert jobs of one task and moment, or lock those that wait already.

    Races with a worker: were the waiting row left alone, it could be taken and
    finished before our transaction commits, and our change would go unseen.
    Touching the row keeps the worker off it until then; a row that was taken
    first no longer matches, and the insert is tried again.
    """
    run_at = jobs[0].run_at
    sooner = Case(
        # A retry that backs off is not hurried: its cause may still be there.
        When(attempts=0, run_at__gt=run_at, then=run_at),
        default=F("run_at"),
    )
    same = Job.objects.waiting().filter(
        task=jobs[0].task, key__in=[job.key for job in jobs]
    )
    while True:
        Job.objects.bulk_create(jobs, ignore_conflicts=True)
        if same.update(run_at=sooner) == len(jobs):
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
