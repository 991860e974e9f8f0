"""Messages with an invitation: queued in bulk, sent at most once, bounces noted."""

import hmac
import json
import logging
import re
import smtplib
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.actions.messages import sealed_message
from accounts.exceptions import SealBroken
from accounts.models import Invitation, InvitationState, MailState, Municipality
from accounts.models.invitation import LIFETIME
from accounts.sealing import unseal
from jobs.actions import enqueue_each

log = logging.getLogger(__name__)

HEADER = "X-Gbw-Invitation"
_PERMANENT = 500
_FOLDER = "accounts/staff/mail"
_LONGEST_REASON: int = Invitation._meta.get_field("bounce_reason").max_length or 0
_MARK = re.compile(r"(\d{1,18})\.(\d{1,5})\.([0-9a-f]{32})")

Refusal = smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused


def queue_invitation_mails(invitations: Iterable[tuple[Invitation, str]]) -> None:
    """Have each invitation sent with its secret, in a constant number of statements."""
    enqueue_each(
        "accounts.send_invitation",
        {
            f"{each.pk}.{each.sends}": (each.pk, each.sends, _sealed(each, token))
            for each, token in invitations
        },
    )


def _sealed(invitation: Invitation, token: str) -> str:
    context = {
        "invitation": invitation,
        "municipality": Municipality.shown_name(),
        "site_origin": settings.SITE_ORIGIN,
        "link": settings.SITE_ORIGIN + reverse("invitation", args=[token]),
    }
    subject = render_to_string(f"{_FOLDER}/invitation_subject.txt", context)
    body = render_to_string(f"{_FOLDER}/invitation_message.txt", context)
    return sealed_message(invitation.email, " ".join(subject.split()), body)


def send_invitation_mail(pk: int, number: int, sealed: str) -> None:
    """Send one message, unless the invitation has moved on meanwhile.

    Connected before anything is claimed, so that a server that is away costs no
    mail; claimed before the server hears a word, so that no one hears it twice.
    Raises what the server raised when trying again is safe.
    """
    try:
        message = json.loads(unseal(sealed, max_age=int(LIFETIME.total_seconds())))
    except SealBroken:
        log.warning("An invitation was too old to be sent.")
        return
    with get_connection() as server:
        if not _claim(pk, number):
            return
        mail = EmailMessage(
            message["subject"],
            message["body"],
            to=[message["to"]],
            headers={HEADER: mark(pk, number), "Auto-Submitted": "auto-generated"},
            connection=server,
        )
        _settle(pk, number, _hand_over(mail))


def _claim(pk: int, number: int) -> bool:
    """Take the message, unless it was taken, or the invitation withdrawn or renewed."""
    queued = Invitation.objects.filter(
        pk=pk, sends=number, state=InvitationState.WAITING, mail_state=MailState.QUEUED
    )
    with transaction.atomic():
        return queued.update(mail_state=MailState.SENDING) == 1


def _hand_over(mail: EmailMessage) -> Refusal | None:
    try:
        mail.send()
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refusal:
        return refusal
    return None


def _settle(pk: int, number: int, refusal: Refusal | None) -> None:
    """Write down how it went. Raises a refusal that may pass."""
    sent = Invitation.objects.filter(pk=pk, sends=number)
    if refusal is None:
        sent.update(mail_state=MailState.SENT)
        return
    code, text = _answer(refusal)
    if code < _PERMANENT:
        sent.update(mail_state=MailState.QUEUED)
        raise refusal
    sent.update(mail_state=MailState.SENT)
    mark_bounced(pk, number, reason=f"{code} {text}")


def _answer(refusal: Refusal) -> tuple[int, str]:
    answers = (
        list(refusal.recipients.values())
        if isinstance(refusal, smtplib.SMTPRecipientsRefused)
        else [(refusal.smtp_code, refusal.smtp_error)]
    )
    code, text = min(answers, key=lambda answer: answer[0])
    return code, text.decode("utf-8", "replace") if isinstance(text, bytes) else text


def mark_bounced(pk: int, number: int, *, reason: str) -> bool:
    """Note that the message of this number came back; False when it no longer matters.

    A report about an older message says nothing of the one sent since.
    """
    waiting = Invitation.objects.filter(
        pk=pk, sends=number, state=InvitationState.WAITING
    )
    printable = "".join(c if c.isprintable() else " " for c in reason)
    words = " ".join(printable.split())[:_LONGEST_REASON]
    with transaction.atomic():
        changed = waiting.update(state=InvitationState.BOUNCED, bounce_reason=words)
    return changed == 1


def mark(pk: int, number: int) -> str:
    """Name a message so that a report about it can be believed: only we can sign it."""
    signature = salted_hmac(HEADER, f"{pk}.{number}", algorithm="sha256").hexdigest()
    return f"{pk}.{number}.{signature[:32]}"


def read_mark(text: str) -> tuple[int, int] | None:
    """Give the invitation and the number of the message, if the mark is ours."""
    found = _MARK.fullmatch(text.strip())
    if found is None:
        return None
    pk, number = int(found[1]), int(found[2])
    return (pk, number) if hmac.compare_digest(mark(pk, number), text.strip()) else None
