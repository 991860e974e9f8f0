from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from jobs.actions import enqueue
from jobs.claiming import claim
from jobs.models import Job
from jobs.running import run
from tests.jobs.conftest import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(register: Register) -> Job:
    def broken() -> None:
        raise ValueError("zepsute")

    register("t.broken", broken, max_attempts=1)
    enqueue("t.broken")
    job = claim("default", lease=timedelta(minutes=1))
    assert job is not None
    run(job)
    return job


def test_jobs_shows_counts_and_why_a_job_failed(failed: Job) -> None:
    out = StringIO()
    call_command("jobs", stdout=out)

    assert "default: 1 failed" in out.getvalue()
    assert f"failed {failed.pk} t.broken" in out.getvalue()
    assert "ValueError: zepsute" in out.getvalue()


def test_jobs_retry_puts_them_back(failed: Job) -> None:
    out = StringIO()
    call_command("jobs", "retry", stdout=out)

    assert "1 job(s)" in out.getvalue()
    assert Job.objects.waiting().count() == 1


@pytest.mark.parametrize("option", ["--threads=0", "--lease=0", "--lease=-1"])
def test_worker_refuses_settings_that_cannot_work(option: str) -> None:
    with pytest.raises(CommandError):
        call_command("worker", option)
