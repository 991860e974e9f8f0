"""Undelivered mail and jobs that gave up: seen, tried again where that is safe."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from accounts.actions.messages import queue_message
from accounts.models import AuditEntry, User
from accounts.roles import Role
from bank.models import AuthorState
from jobs.models import Job, JobState
from notifications.models import Delivery, DeliveryState
from tests.factories.accounts import make_user, protect
from tests.factories.bank import make_lesson_plan

GAVE_UP = "Traceback…\nConnectionRefusedError: [Errno 111] Connection refused"


@pytest.fixture
def adam(client: Client, db: None) -> User:
    """Administers, with the second factor that asks of him; signed in."""
    user = make_user("adam", Role.ADMINISTRATOR)
    protect(user)
    client.force_login(user)
    return user


def fail(job: Job, *, error: str = GAVE_UP) -> Job:
    job.state = JobState.FAILED
    job.attempts = job.max_attempts
    job.last_error = error
    job.finished_at = timezone.now()
    job.save()
    return job


def failed_message(to: str = "ewa@example.org") -> Job:
    queue_message(to=to, subject="Kod do logowania", body="Tajny kod 123456")
    return fail(Job.objects.latest("pk"))


def failed_work() -> Job:
    now = timezone.now()
    waiting = Job(task="jobs.clean", lane="default", run_at=now, max_attempts=8)
    waiting.save()
    return fail(waiting, error="ValueError: bad")


def test_failed_mail_names_recipient_and_reason_but_no_content(
    client: Client, adam: User
) -> None:
    failed_message()

    text = client.get("/stan/poczta/").content.decode()

    assert "ewa@example.org" in text
    assert "Serwer poczty nie odpowiada." in text
    assert "123456" not in text


def test_mail_tried_again_later_says_when(client: Client, adam: User) -> None:
    job = failed_message()
    soon = timezone.now() + timedelta(minutes=5)
    Job.objects.update(state=JobState.WAITING, attempts=2, run_at=soon)

    row = client.get("/stan/poczta/").context["rows"][0]

    assert (row.pk, row.next_try, row.may_retry) == (job.pk, soon, False)


def test_mail_that_waits_its_first_turn_is_no_failure(
    client: Client, adam: User
) -> None:
    queue_message(to="ewa@example.org", subject="Kod", body="Kod")

    assert client.get("/stan/poczta/").context["rows"] == []


def test_retry_sends_what_gave_up(
    client: Client,
    adam: User,
    run_jobs: Callable[[], None],
    mailoutbox: list[EmailMessage],
) -> None:
    job = failed_message()

    client.post(f"/stan/zadania/{job.pk}/ponow/")
    run_jobs()

    assert [message.to for message in mailoutbox] == [["ewa@example.org"]]
    assert not Job.objects.failed().exists()


def test_retry_of_all_leaves_other_jobs_alone(
    client: Client, adam: User, run_jobs: Callable[[], None]
) -> None:
    failed_message()
    other = failed_work()

    client.post("/stan/poczta/ponow/")

    assert list(Job.objects.failed()) == [other]


def test_retry_of_no_mail_retries_nothing_at_all(client: Client, adam: User) -> None:
    other = failed_work()

    client.post("/stan/poczta/ponow/")

    assert list(Job.objects.failed()) == [other]


def test_message_with_a_dead_link_is_not_sent_again(client: Client, adam: User) -> None:
    job = failed_message()
    job.args = ["gAAAAAB-nothing-of-ours"]
    job.save()

    row = client.get("/stan/poczta/").context["rows"][0]
    client.post(f"/stan/zadania/{job.pk}/ponow/")
    client.post("/stan/poczta/ponow/")

    assert (row.to, row.may_retry) == ("", False)
    assert list(Job.objects.failed()) == [job]


def refuse_mail_of(author: User, run_jobs: Callable[[], None]) -> None:
    """Have the author told by mail that a draft came back, and nobody take it."""
    make_lesson_plan(author, state=AuthorState.RETURNED)
    run_jobs()
    mails = Delivery.objects.filter(notification__user=author)
    mails.update(state=DeliveryState.REFUSED)


def test_refused_addresses_are_counted_by_person(
    client: Client,
    adam: User,
    maria: User,
    run_jobs: Callable[[], None],
    mailoutbox: list[EmailMessage],
) -> None:
    refuse_mail_of(maria, run_jobs)

    page = client.get("/stan/poczta/odrzucone/").context["page"]

    assert [(person, person.refused) for person in page] == [(maria, 1)]


def test_refused_mail_is_sent_again_when_asked(
    client: Client,
    adam: User,
    maria: User,
    run_jobs: Callable[[], None],
    mailoutbox: list[EmailMessage],
) -> None:
    refuse_mail_of(maria, run_jobs)
    mailoutbox.clear()

    client.post(f"/stan/poczta/odrzucone/{maria.pk}/ponow/")
    run_jobs()
    client.post(f"/stan/poczta/odrzucone/{maria.pk}/ponow/")
    run_jobs()

    assert not Delivery.objects.refused().exists()
    assert [message.to for message in mailoutbox] == [[maria.email]]


def test_other_jobs_have_a_list_of_their_own(client: Client, adam: User) -> None:
    failed_message()
    other = failed_work()

    rows = client.get("/stan/zadania/").context["rows"]

    assert [row.pk for row in rows] == [other.pk]


def test_taking_the_table_is_written_down(client: Client, adam: User) -> None:
    failed_message()

    response = client.post("/stan/poczta/niewyslane.csv")

    lines = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert [line[0] for line in lines] == ["Do kogo", "ewa@example.org"]
    entry = AuditEntry.objects.latest("number")
    assert (entry.actor, entry.verb) == (adam, "table.downloaded")
