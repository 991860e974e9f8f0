from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobs.actions import enqueue, enqueue_each
from jobs.claiming import claim
from jobs.exceptions import AlreadyRegistered, UnknownTask
from jobs.models import Job, JobState
from jobs.registry import schedule, task
from tests.jobs.conftest import Register

pytestmark = pytest.mark.django_db
LEASE = timedelta(minutes=1)


def test_job_calls_its_task_with_its_arguments(
    register: Register, run_jobs: Callable[[], None]
) -> None:
    seen: list[tuple[object, ...]] = []
    register("t.note", lambda *args: seen.append(args))

    enqueue("t.note", "żółw", 7, None)
    run_jobs()

    assert seen == [("żółw", 7, None)]
    assert Job.objects.get().state == JobState.DONE


def test_rolled_back_cause_leaves_no_job(register: Register) -> None:
    register("t.note", print)

    with transaction.atomic():
        enqueue("t.note")
        transaction.set_rollback(True)

    assert not Job.objects.exists()


def test_unknown_task_is_refused_when_enqueued() -> None:
    with pytest.raises(UnknownTask):
        enqueue("t.nobody")


def test_name_belongs_to_one_task_and_one_schedule(register: Register) -> None:
    register("t.note", print)
    schedule("t.note", timedelta(hours=1))

    with pytest.raises(AlreadyRegistered):
        task("t.note")(print)
    with pytest.raises(AlreadyRegistered):
        schedule("t.note", timedelta(hours=1))


def test_one_job_waits_per_key(register: Register) -> None:
    register("t.note", print)
    register("t.other", print)

    for _ in range(3):
        enqueue("t.note", "a", key="a")
    enqueue("t.note", "b", key="b")
    enqueue("t.other", "a", key="a")

    assert Job.objects.waiting().count() == 3


def test_jobs_without_a_key_all_wait(register: Register) -> None:
    register("t.note", print)

    enqueue("t.note")
    enqueue("t.note")

    assert Job.objects.waiting().count() == 2


def test_key_is_free_again_while_its_job_runs(register: Register) -> None:
    register("t.note", print)
    enqueue("t.note", key="a")
    claim("default", lease=LEASE)

    enqueue("t.note", key="a")

    assert set(Job.objects.values_list("state", flat=True)) == {
        JobState.RUNNING,
        JobState.WAITING,
    }


@pytest.mark.parametrize(("first", "second"), [(60, 5), (5, 60)])
def test_second_enqueuing_only_makes_it_earlier(
    register: Register, first: int, second: int
) -> None:
    now = timezone.now()
    register("t.note", print)

    enqueue("t.note", key="a", at=now + timedelta(minutes=first))
    enqueue("t.note", key="a", at=now + timedelta(minutes=second))

    assert Job.objects.get().run_at == now + timedelta(minutes=5)


def test_many_keys_are_enqueued_in_a_few_statements(
    register: Register, run_jobs: Callable[[], None]
) -> None:
    seen: list[object] = []
    register("t.note", seen.append)
    enqueue("t.note", 3, key="3")

    with CaptureQueriesContext(connection) as queries:
        enqueue_each("t.note", {str(number): [number] for number in range(50)})
        enqueue_each("t.note", {})
    run_jobs()

    assert len(queries) <= 8
    assert sorted(seen, key=str) == sorted(range(50), key=str)


def test_retry_that_backs_off_is_not_hurried(register: Register) -> None:
    register("t.note", print)
    later: datetime = timezone.now() + timedelta(minutes=30)
    enqueue("t.note", key="a", at=later)
    Job.objects.update(attempts=2)

    enqueue("t.note", key="a")

    assert Job.objects.get().run_at == later


def test_job_of_the_future_waits(
    register: Register, run_jobs: Callable[[], None]
) -> None:
    register("t.note", pytest.fail)
    enqueue("t.note", "too early", at=timezone.now() + timedelta(minutes=1))

    run_jobs()

    assert Job.objects.get().state == JobState.WAITING
