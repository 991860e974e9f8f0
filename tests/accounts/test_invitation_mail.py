"""Mail of invitations: at most once, and what comes back is told to the head."""

import io
import smtplib
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command

from accounts.actions.invitation_mail import HEADER, mark, mark_bounced, read_mark
from accounts.models import Institution, Invitation, InvitationState, MailState, User
from accounts.tasks import send_invitation
from jobs.models import Job
from tests.factories.accounts import make_invitation

RunJobs = Callable[[], None]


@pytest.fixture
def zofia(school: Institution, dorota: User) -> Invitation:
    return make_invitation(school, dorota)


def send(invitation: Invitation) -> None:
    job = Job.objects.get(task="accounts.send_invitation")
    send_invitation(*job.args)
    invitation.refresh_from_db()


def refuse(code: int, text: bytes) -> AbstractContextManager[object]:
    refusal = smtplib.SMTPRecipientsRefused({"zofia@example.org": (code, text)})
    return patch.object(EmailMessage, "send", side_effect=refusal)


def test_a_task_that_runs_twice_sends_once(
    zofia: Invitation, mailoutbox: list[EmailMessage]
) -> None:
    send(zofia)
    send(zofia)

    assert len(mailoutbox) == 1
    assert zofia.mail_state == MailState.SENT


def test_a_worker_that_dies_while_sending_leaves_no_second_mail(
    zofia: Invitation, mailoutbox: list[EmailMessage]
) -> None:
    killed = patch.object(EmailMessage, "send", side_effect=KeyboardInterrupt)
    with killed, pytest.raises(KeyboardInterrupt):
        send(zofia)

    send(zofia)
    assert mailoutbox == []
    assert zofia.mail_state == MailState.SENDING


def test_a_refused_address_shows_as_bounced(zofia: Invitation) -> None:
    with refuse(550, b"5.1.1 User unknown\r\nin table"):
        send(zofia)

    assert zofia.state == InvitationState.BOUNCED
    assert zofia.bounce_reason == "550 5.1.1 User unknown in table"


def test_a_refusal_that_may_pass_is_tried_again(
    zofia: Invitation, mailoutbox: list[EmailMessage]
) -> None:
    refused = pytest.raises(smtplib.SMTPRecipientsRefused)
    with refuse(451, b"greylisted"), refused:
        send(zofia)

    send(zofia)
    assert len(mailoutbox) == 1


def test_a_server_that_is_away_costs_no_mail(
    zofia: Invitation, mailoutbox: list[EmailMessage]
) -> None:
    no_server = ConnectionRefusedError("nobody listens")
    away = patch(
        "accounts.actions.invitation_mail.get_connection", side_effect=no_server
    )
    with away, pytest.raises(ConnectionRefusedError):
        send(zofia)

    send(zofia)
    assert len(mailoutbox) == 1


def test_a_bounce_of_an_older_message_says_nothing_of_the_newer(
    zofia: Invitation,
) -> None:
    Invitation.objects.filter(pk=zofia.pk).update(sends=2)

    assert not mark_bounced(zofia.pk, 1, reason="550")
    zofia.refresh_from_db()
    assert zofia.state == InvitationState.WAITING


def test_only_our_own_marks_are_read() -> None:
    assert read_mark(mark(7, 2)) == (7, 2)
    forged = mark(7, 2).replace("7.", "8.", 1)
    assert read_mark(forged) is None
    assert read_mark("7.2.") is None
    assert read_mark("9" * 5000) is None


REPORT = """From: MAILER-DAEMON@mx.example.org
To: bank@example.org
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

Nie ma takiej skrzynki.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; zofia@example.org
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <zofia@example.org>:
 Recipient address rejected

--B
Content-Type: {quoted}

From: bank@example.org
To: zofia@example.org
{header}: {mark}
Subject: Zaproszenie

--B--
"""


def report(invitation: Invitation, **changed: str) -> bytes:
    values = {
        "action": "failed",
        "quoted": "message/rfc822",
        "header": HEADER,
        "mark": mark(invitation.pk, invitation.sends),
        **changed,
    }
    return REPORT.format(**values).encode()


def read(data: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    stdin = io.TextIOWrapper(io.BytesIO(data))
    monkeypatch.setattr(sys, "stdin", stdin)
    out = io.StringIO()
    call_command("readbounce", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("quoted", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_marks_the_invitation(
    zofia: Invitation, quoted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = read(report(zofia, quoted=quoted), monkeypatch)

    zofia.refresh_from_db()
    assert f"invitation {zofia.pk} bounced" in told
    assert zofia.state == InvitationState.BOUNCED
    assert zofia.bounce_reason.startswith("5.1.1 550 5.1.1 <zofia@example.org>: Rec")


@pytest.mark.parametrize(
    "changed",
    [
        {"action": "delayed"},
        {"action": "delivered"},
        {"header": "X-Other"},
        {"mark": "1.1.00000000000000000000000000000000"},
        {"quoted": "text/plain"},
    ],
)
def test_what_is_no_report_of_ours_changes_nothing(
    zofia: Invitation, changed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "not a report" in read(report(zofia, **changed), monkeypatch)

    zofia.refresh_from_db()
    assert zofia.state == InvitationState.WAITING


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 1000,
        b"\xff\xfe",
        b"Content-Type: multipart/report; boundary=\n\n--\n",
        b"Content-Type: message/delivery-status\n\nAction: failed\n",
        b"Content-Type: message/delivery-status\n\n" + b"\n\nAction: failed" * 5000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
            for n in range(3000)
        ),
        b"Content-Type: message/rfc822\n\n" * 3000,
    ],
)
def test_nothing_that_arrives_breaks_it(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "not a report" in read(data, monkeypatch)


def test_the_message_carries_the_mark(
    zofia: Invitation, mailoutbox: list[EmailMessage]
) -> None:
    send(zofia)

    assert mailoutbox[0].extra_headers[HEADER] == mark(zofia.pk, 1)
