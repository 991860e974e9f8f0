from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.actions import clean, enqueue, retry_failed
from jobs.claiming import claim, delay_after, finish, give_back, renew
from jobs.models import Heartbeat, Job, JobState
from jobs.running import run
from tests.jobs.conftest import Register

pytestmark = pytest.mark.django_db
LEASE = timedelta(minutes=1)


def claimed(lane: str = "default") -> Job:
    job = claim(lane, lease=LEASE)
    assert job is not None
    return job


def lapse() -> None:
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))


def broken() -> None:
    raise ValueError("zepsute")


def test_job_is_taken_once_and_given_again_when_its_lease_lapses(
    register: Register,
) -> None:
    register("t.note", print)
    enqueue("t.note")
    first = claimed()
    none = claim("default", lease=LEASE)
    lapse()
    second = claimed()

    assert none is None
    assert second.pk == first.pk
    assert second.attempts == 2


def test_renewed_lease_does_not_lapse(register: Register) -> None:
    register("t.note", print)
    enqueue("t.note")
    job = claimed()
    lapse()
    renew([job], lease=LEASE)

    assert claim("default", lease=LEASE) is None


def test_who_lost_the_lease_changes_nothing(register: Register) -> None:
    register("t.note", print)
    enqueue("t.note")
    slow = claimed()
    lapse()
    claimed()

    assert not finish(slow)
    assert not give_back(slow, "error")
    assert Job.objects.get().state == JobState.RUNNING


def test_longest_due_goes_first_and_lanes_do_not_mix(register: Register) -> None:
    register("t.note", print)
    register("t.mail", print, lane="mail")
    now = timezone.now()
    enqueue("t.note", "later", at=now - timedelta(minutes=1))
    enqueue("t.note", "sooner", at=now - timedelta(minutes=2))
    enqueue("t.mail", "other", at=now - timedelta(minutes=9))

    assert claimed().args == ["sooner"]
    assert claimed("mail").args == ["other"]


def test_failed_run_waits_and_keeps_its_error(register: Register) -> None:
    register("t.broken", broken)
    enqueue("t.broken")
    run(claimed())

    job = Job.objects.get()
    assert job.state == JobState.WAITING
    assert job.run_at > timezone.now() + timedelta(seconds=4)
    assert "ValueError: zepsute" in job.last_error


def test_last_failure_keeps_the_job_as_failed(register: Register) -> None:
    register("t.broken", broken, max_attempts=1)
    enqueue("t.broken")
    run(claimed())

    job = Job.objects.get()
    assert job.state == JobState.FAILED
    assert job.finished_at is not None


def test_job_that_kills_its_workers_is_given_up(register: Register) -> None:
    register("t.killer", print, max_attempts=2)
    enqueue("t.killer")
    for _ in range(2):
        claimed()
        lapse()

    assert claim("default", lease=LEASE) is None
    assert Job.objects.get().state == JobState.FAILED


def test_failed_run_gives_way_to_a_newer_job_of_its_key(register: Register) -> None:
    register("t.broken", broken)
    enqueue("t.broken", key="a")
    job = claimed()
    enqueue("t.broken", key="a")
    run(job)

    assert Job.objects.get(pk=job.pk).state == JobState.DONE
    assert Job.objects.waiting().count() == 1


def test_task_that_nobody_knows_any_more_is_tried_later(register: Register) -> None:
    Job.objects.create(
        task="t.gone", lane="default", run_at=timezone.now(), max_attempts=3
    )
    run(claimed())

    assert "UnknownTask" in Job.objects.get().last_error


@pytest.mark.parametrize(
    ("attempts", "shortest", "longest"),
    [(1, 5, 10), (2, 10, 20), (5, 80, 160), (9, 1280, 2560), (500, 1800, 3600)],
)
def test_delays_double_up_to_an_hour_and_are_spread(
    attempts: int, shortest: int, longest: int
) -> None:
    delays = {delay_after(attempts).total_seconds() for _ in range(50)}

    assert min(delays) >= shortest
    assert max(delays) <= longest
    assert len(delays) > 1


def test_failed_jobs_can_be_tried_again(register: Register) -> None:
    register("t.broken", broken, max_attempts=1)
    for key in ("a", "b"):
        enqueue("t.broken", 1, key=key)
        run(claimed())

    assert retry_failed(Job.objects.get(key="a").pk) == 1
    assert Job.objects.waiting().get().args == [1]
    assert retry_failed() == 1
    assert Job.objects.waiting().filter(attempts=0).count() == 2


def test_old_finished_jobs_are_cleaned_away(register: Register) -> None:
    register("t.note", print)
    now = timezone.now()
    ages = {JobState.DONE: 4, JobState.FAILED: 89, JobState.WAITING: 400}
    for state, days in ages.items():
        Job.objects.create(
            task="t.note",
            lane="default",
            state=state,
            run_at=now,
            max_attempts=1,
            finished_at=now - timedelta(days=days),
        )
    Heartbeat.objects.create(
        worker="old:1", started_at=now, seen_at=now - timedelta(days=2)
    )

    clean(now)

    left = set(Job.objects.values_list("state", flat=True))
    assert left == {JobState.FAILED, JobState.WAITING}
    assert not Heartbeat.objects.exists()
