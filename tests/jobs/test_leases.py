from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.leases import (
    acquire_service,
    beat,
    end_beat,
    enqueue_scheduled,
    release_service,
    renew_service,
)
from jobs.models import Heartbeat, Job, ServiceLease
from jobs.registry import schedule
from tests.jobs.conftest import Register

pytestmark = pytest.mark.django_db
LEASE = timedelta(minutes=1)


def test_service_belongs_to_one_worker_until_released() -> None:
    token = acquire_service("indexer", lease=LEASE)
    assert token is not None
    assert acquire_service("indexer", lease=LEASE) is None

    release_service("indexer", token)

    assert acquire_service("indexer", lease=LEASE) is not None


def test_silent_worker_loses_its_service() -> None:
    token = acquire_service("indexer", lease=LEASE)
    assert token is not None
    assert renew_service("indexer", token, lease=LEASE)
    ServiceLease.objects.update(leased_until=timezone.now() - timedelta(seconds=1))

    other = acquire_service("indexer", lease=LEASE)

    assert other is not None
    assert not renew_service("indexer", token, lease=LEASE)
    release_service("indexer", token)
    assert renew_service("indexer", other, lease=LEASE)


def test_schedule_runs_when_due_and_makes_up_for_no_missed_turn(
    register: Register,
) -> None:
    register("t.nightly", print)
    schedule("t.nightly", timedelta(hours=1))
    now = timezone.now()

    assert enqueue_scheduled(now) == 1
    assert enqueue_scheduled(now + timedelta(minutes=59)) == 0
    Job.objects.all().delete()
    assert enqueue_scheduled(now + timedelta(hours=5)) == 1
    assert enqueue_scheduled(now + timedelta(hours=5)) == 0
    assert Job.objects.count() == 1


def test_schedule_does_not_pile_up_while_nothing_works(register: Register) -> None:
    register("t.nightly", print)
    schedule("t.nightly", timedelta(hours=1))
    now = timezone.now()

    for hours in range(5):
        enqueue_scheduled(now + timedelta(hours=hours * 2))

    assert Job.objects.count() == 1


def test_schedule_goes_on_when_a_wrong_clock_is_put_right(register: Register) -> None:
    register("t.nightly", print)
    schedule("t.nightly", timedelta(hours=1))
    now = timezone.now()
    enqueue_scheduled(now + timedelta(days=400))

    Job.objects.all().delete()

    assert enqueue_scheduled(now) == 1
    # Another machine's clock may be a little behind.
    assert enqueue_scheduled(now - timedelta(seconds=5)) == 0


def test_heartbeat_tells_since_when_and_until_when() -> None:
    started = timezone.now() - timedelta(hours=1)
    beat("host:1", started_at=started)
    first = Heartbeat.objects.get()
    beat("host:1", started_at=started)
    second = Heartbeat.objects.get()

    assert second.started_at == started
    assert second.seen_at > first.seen_at
    end_beat("host:1")
    assert not Heartbeat.objects.exists()
