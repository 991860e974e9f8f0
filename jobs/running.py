"""Running one job: call its task, write down how it went."""

import logging
import time
import traceback
from collections.abc import Callable
from datetime import timedelta

from django.db import (
    DatabaseError,
    InterfaceError,
    close_old_connections,
    connection,
)

from jobs.claiming import claim, finish, give_back
from jobs.models import Job
from jobs.registry import get_task, lanes

log = logging.getLogger("jobs")

_RUNAWAY = 10_000
_TRIES = 10
_PAUSE_SECONDS = 1.0


def run(job: Job) -> None:
    """Run a claimed job and record the outcome; only a lost database escapes."""
    began = time.monotonic()
    try:
        get_task(job.task).run(*job.args)
    except Exception as error:  # noqa: BLE001 - any failure of a task is the queue's business
        _record_failure(job, error)
        return
    held = _surely(lambda: finish(job))
    took = f"{(time.monotonic() - began) * 1000:.0f} ms"
    outcome = "done" if held else "done, but its lease had gone to another worker"
    log.info("job %s %s: %s in %s", job.pk, job.task, outcome, took)


def _record_failure(job: Job, error: Exception) -> None:
    text = "".join(traceback.format_exception(error))
    _surely(lambda: give_back(job, text))
    log.warning(
        "job %s %s: attempt %s of %s failed: %s",
        job.pk,
        job.task,
        job.attempts,
        job.max_attempts,
        type(error).__name__,
    )


def _surely(write: Callable[[], bool]) -> bool:
    """Write down an outcome, though the database may be locked or away for a while.

    What is not written down in the end is run again, which is a pity but no loss.
    """
    for _ in range(_TRIES - 1):
        if not connection.in_atomic_block:
            # After an error the connection may be of no use.
            close_old_connections()
        try:
            return write()
        except (DatabaseError, InterfaceError):
            connection.close()
            time.sleep(_PAUSE_SECONDS)
    return write()


def run_due() -> int:
    """Run everything that is due, here and now; a failing task raises. For tests."""
    count = 0
    while job := _next_of_any_lane():
        get_task(job.task).run(*job.args)
        finish(job)
        count += 1
        if count > _RUNAWAY:
            raise RuntimeError("Jobs keep enqueuing one another.")
    return count


def _next_of_any_lane() -> Job | None:
    claims = (claim(lane, lease=timedelta(minutes=5)) for lane in lanes())
    return next((job for job in claims if job), None)
