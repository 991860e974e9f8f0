import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from accounts.models import User
from jobs.claiming import claim
from jobs.models import Job
from jobs.running import run
from notifications.actions.mailing import mail_person
from notifications.actions.preferences import stop_emails
from notifications.actions.reading import mark_read
from notifications.kinds import Shown
from notifications.models import Delivery, DeliveryState
from tests.notifications.conftest import World

pytestmark = pytest.mark.django_db
Tell = Callable[..., None]
Run = Callable[[], None]
Outbox = list[EmailMultiAlternatives]


def states() -> set[str]:
    return set(Delivery.objects.values_list("state", flat=True))


def age_messages(by: timedelta) -> None:
    for delivery in Delivery.objects.exclude(claimed_at=None):
        assert delivery.claimed_at
        delivery.claimed_at -= by
        delivery.save(update_fields=["claimed_at"])


def test_event_comes_by_mail_with_reason_and_way_out(
    tell: Tell, run_jobs: Run, mailoutbox: Outbox, maria: User
) -> None:
    tell(maria)
    run_jobs()

    (mail,) = mailoutbox
    body = str(mail.body)
    html = str(mail.alternatives[0][0])
    assert mail.to == [maria.email]
    assert "Ułamki w klasie 4" in body
    assert "http://127.0.0.1:8000/sieci/m/1/" in body
    assert "obserwujesz ten wątek" in body
    assert "obserwujesz ten wątek" in html
    assert '<html lang="pl">' in html
    assert states() == {DeliveryState.SENT}


def test_mail_carries_the_headers_of_a_polite_machine(
    tell: Tell, run_jobs: Run, mailoutbox: Outbox, maria: User
) -> None:
    tell(maria)
    run_jobs()

    sent: Any = mailoutbox[0].message()
    assert sent["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/powiadomienia/")
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Message-ID"].endswith("@127.0.0.1>")
    assert sent["Reply-To"] is None
    assert sent.get_content_type() == "multipart/alternative"


def test_subject_keeps_what_is_not_public(
    tell: Tell, run_jobs: Run, mailoutbox: Outbox, maria: User, world: World
) -> None:
    tell(maria)
    run_jobs()

    assert mailoutbox[0].subject == "New answer"


@pytest.mark.parametrize("title", ["A\r\nBcc: x@example.org", "A\nB\x0b\x85C"])
def test_line_breaks_cannot_add_a_header(
    tell: Tell,
    run_jobs: Run,
    mailoutbox: Outbox,
    maria: User,
    world: World,
    title: str,
) -> None:
    world.shown["t1"] = Shown(title, "/x/", is_public=True)

    tell(maria)
    run_jobs()

    assert "\n" not in mailoutbox[0].subject
    assert "Bcc" not in mailoutbox[0].message()
    assert mailoutbox[0].recipients() == [maria.email]


def test_markup_in_a_title_stays_text_in_html(
    tell: Tell, run_jobs: Run, mailoutbox: Outbox, maria: User, world: World
) -> None:
    world.shown["t1"] = Shown("<b>&</b>", "/x/", excerpt="<script>1</script>")

    tell(maria)
    run_jobs()

    html = str(mailoutbox[0].alternatives[0][0])
    assert "<b>&</b>" in str(mailoutbox[0].body)
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in html
    assert "<script" not in html


def test_silence_when_the_right_to_see_is_gone(
    tell: Tell, run_jobs: Run, mailoutbox: Outbox, maria: User, world: World
) -> None:
    tell(maria)
    world.hidden_from.add(maria.pk)
    run_jobs()

    assert mailoutbox == []
    assert states() == {DeliveryState.DROPPED}


def test_silence_when_read_meanwhile(
    tell: Tell, run_jobs: Run, mailoutbox: Outbox, maria: User
) -> None:
    tell(maria)
    mark_read(maria, "t.posted", ["t1"])
    run_jobs()

    assert mailoutbox == []


def test_silence_when_the_wish_changed(
    tell: Tell, run_jobs: Run, mailoutbox: Outbox, maria: User
) -> None:
    tell(maria)
    stop_emails(maria.pk, ["t.posted"])
    run_jobs()

    assert mailoutbox == []


def test_silence_when_the_person_was_blocked(
    tell: Tell, run_jobs: Run, mailoutbox: Outbox, maria: User
) -> None:
    tell(maria)
    maria.is_active = False
    maria.save(update_fields=["is_active"])
    run_jobs()

    assert mailoutbox == []
    assert states() == {DeliveryState.DROPPED}


def test_running_the_job_again_sends_nothing(
    tell: Tell, run_jobs: Run, mailoutbox: Outbox, maria: User
) -> None:
    tell(maria)
    run_jobs()
    mail_person(maria.pk)
    age_messages(timedelta(hours=2))
    mail_person(maria.pk)

    assert len(mailoutbox) == 1


def test_storm_comes_as_one_mail_a_minute(
    tell: Tell, run_jobs: Run, mailoutbox: Outbox, maria: User
) -> None:
    for number in range(500):
        tell(maria, event=f"e{number}")
        if number in {0, 250}:
            run_jobs()
    run_jobs()
    in_the_minute = len(mailoutbox)
    age_messages(timedelta(minutes=1))
    Job.objects.waiting().update(run_at=timezone.now())
    run_jobs()

    assert in_the_minute == 1
    assert len(mailoutbox) == 2
    assert mailoutbox[1].subject == "499 nowych powiadomień"
    assert "I jeszcze 469 w serwisie" in str(mailoutbox[1].body)


def test_twenty_first_mail_waits_for_the_hour_to_pass(
    tell: Tell, run_jobs: Run, mailoutbox: Outbox, maria: User
) -> None:
    for number in range(20):
        tell(maria, event=f"e{number}")
        run_jobs()
        age_messages(timedelta(minutes=2))
    tell(maria, event="one too many")
    run_jobs()

    held = Job.objects.waiting().get(task="notifications.mail")
    assert len(mailoutbox) == 20
    assert held.run_at > timezone.now() + timedelta(minutes=15)


def fail_with(
    error: Exception, monkeypatch: pytest.MonkeyPatch, *, opening: bool
) -> None:
    def fail(*_: object) -> None:
        raise error

    method = "open" if opening else "send_messages"
    monkeypatch.setattr(EmailBackend, method, fail)


@pytest.mark.parametrize(
    ("error", "opening"),
    [
        (ConnectionRefusedError(), True),
        (smtplib.SMTPDataError(451, b"later"), False),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"greylisted")}), False),
    ],
)
def test_passing_failure_is_tried_again(
    tell: Tell,
    run_jobs: Run,
    mailoutbox: Outbox,
    maria: User,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    opening: bool,
) -> None:
    tell(maria)
    with monkeypatch.context() as broken:
        fail_with(error, broken, opening=opening)
        with pytest.raises(type(error)):
            mail_person(maria.pk)
    mail_person(maria.pk)

    assert len(mailoutbox) == 1
    assert states() == {DeliveryState.SENT}


def test_refusal_for_good_is_not_tried_again(
    tell: Tell,
    mailoutbox: Outbox,
    maria: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tell(maria)
    refusal = smtplib.SMTPRecipientsRefused({"a": (550, b"no such user")})
    fail_with(refusal, monkeypatch, opening=False)
    mail_person(maria.pk)

    assert states() == {DeliveryState.REFUSED}


def test_connection_lost_half_way_never_sends_twice(
    tell: Tell,
    mailoutbox: Outbox,
    maria: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tell(maria)
    with monkeypatch.context() as broken:
        fail_with(smtplib.SMTPServerDisconnected(), broken, opening=False)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            mail_person(maria.pk)
    mail_person(maria.pk)

    assert mailoutbox == []
    assert states() == {DeliveryState.SENDING}


def test_failing_mail_of_one_does_not_hold_up_another(
    tell: Tell,
    mailoutbox: Outbox,
    maria: User,
    oskar: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def send(_: EmailBackend, messages: Outbox) -> int:
        if messages[0].to == [maria.email]:
            raise smtplib.SMTPDataError(451, b"later")
        mailoutbox.extend(messages)
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    tell(maria, oskar)
    for lane in ("default", "mail"):
        while job := claim(lane, lease=timedelta(minutes=1)):
            run(job)

    assert [mail.to for mail in mailoutbox] == [[oskar.email]]
    assert Job.objects.waiting().get().args == [maria.pk]
    assert states() == {DeliveryState.SENT, DeliveryState.WAITING}
