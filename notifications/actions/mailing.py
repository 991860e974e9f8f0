"""Sending what waits for one person, having looked again whether it may be sent."""

import logging
import smtplib
from collections.abc import Sequence
from datetime import datetime

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from jobs.actions import enqueue
from notifications.entries import Entry, visible_entries
from notifications.kinds import Channel, Frequency, all_kinds
from notifications.limits import LONGEST_WINDOW, held_until
from notifications.messages import compose
from notifications.models import Delivery, DeliveryState, Preference

log = logging.getLogger("notifications")

_PERMANENT = 500

Refusal = smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused


def mail_person(user_id: int) -> None:
    """Send one mail with everything that waits for this person and may be seen now.

    Above the limits it waits until they allow, and goes as one mail then. Raises
    what the mail server raised when trying again is safe, for the queue to retry.
    """
    now = timezone.now()
    waiting = list(Delivery.objects.waiting_for(user_id, Channel.EMAIL))
    sent = Delivery.objects.messages_since(user_id, Channel.EMAIL, now - LONGEST_WINDOW)
    if waiting and (allowed := held_until(sent, now)) is not None:
        enqueue("notifications.mail", user_id, key=str(user_id), at=allowed)
        return

    person = User.objects.active().filter(pk=user_id).first()
    entries = _still_wanted(person, waiting) if person is not None else []
    _drop(waiting, keep=entries)
    if person is not None and entries:
        _send(person, entries, now=now)


@transaction.atomic
def try_refused_again(user_id: int) -> int:
    """Send what a server had refused for good: its mailbox may be there now.

    Only a refusal is certain not to have been heard; what broke off half-way is
    never sent again. Returns how many mails wait now.
    """
    refused = Delivery.objects.refused().filter(notification__user=user_id)
    count = refused.update(state=DeliveryState.WAITING, claimed_at=None)
    if count:
        enqueue("notifications.mail", user_id, key=str(user_id))
    return count


def _still_wanted(person: User, waiting: Sequence[Delivery]) -> list[Entry]:
    """Look again: not read meanwhile, still wished for, still to be seen."""
    wishes = Preference.objects.of_person(person, all_kinds())
    wanted = [
        delivery.notification
        for delivery in waiting
        if not delivery.notification.is_read
        and wishes.get(delivery.notification.kind, {}).get(Channel.EMAIL)
        == Frequency.NOW
    ]
    return visible_entries(wanted, person)


def _drop(waiting: Sequence[Delivery], *, keep: Sequence[Entry]) -> None:
    kept = {entry.notification.pk for entry in keep}
    silent = [each.pk for each in waiting if each.notification_id not in kept]
    dropped = Delivery.objects.filter(pk__in=silent, state=DeliveryState.WAITING)
    dropped.update(state=DeliveryState.DROPPED)


def _send(person: User, entries: Sequence[Entry], *, now: datetime) -> None:
    # Written and connected before anything is claimed: a fault of ours or a server
    # that is away costs no mail.
    message = compose(person, entries)
    message.message()
    with get_connection() as server:
        claimed = _claim(entries, now=now)
        if len(claimed) < len(entries):
            message = compose(person, claimed)
        message.connection = server
        if claimed:
            _settle(claimed, _hand_over(message))


def _claim(entries: Sequence[Entry], *, now: datetime) -> list[Entry]:
    """Take what nobody else is sending; committed before the server hears a word."""
    told = [entry.notification.pk for entry in entries]
    with transaction.atomic():
        free = Delivery.objects.select_for_update().filter(
            notification__in=told, channel=Channel.EMAIL, state=DeliveryState.WAITING
        )
        taken = set(free.values_list("notification_id", flat=True))
        mine = Delivery.objects.filter(notification__in=taken, channel=Channel.EMAIL)
        mine.update(state=DeliveryState.SENDING, claimed_at=now)
    return [entry for entry in entries if entry.notification.pk in taken]


def _hand_over(message: EmailMessage) -> Refusal | None:
    """Give the message to the server; returns its refusal."""
    try:
        message.send()
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refusal:
        return refusal
    return None


def _settle(entries: Sequence[Entry], refusal: Refusal | None) -> None:
    """Write down how it went. Raises a refusal that may pass.

    Any other failure, such as a connection lost half-way, has already left us with
    the mails claimed: the server may have taken the message, so it is not sent
    again. Hearing twice is worse than finding it on the site alone.
    """
    mails = Delivery.objects.filter(
        notification__in=[entry.notification.pk for entry in entries],
        channel=Channel.EMAIL,
    )
    if refusal is None:
        mails.update(state=DeliveryState.SENT)
    elif _refusal_code(refusal) >= _PERMANENT:
        mails.update(state=DeliveryState.REFUSED)
        log.warning("mail refused for good: %s", _refusal_code(refusal))
    else:
        mails.update(state=DeliveryState.WAITING, claimed_at=None)
        raise refusal


def _refusal_code(refusal: Refusal) -> int:
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return min(code for code, _ in refusal.recipients.values())
    return refusal.smtp_code
