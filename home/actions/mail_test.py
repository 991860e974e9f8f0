"""A message of our own through the whole way: the page, the worker, the mail server."""

import hashlib
import secrets
import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.audit import record
from accounts.exceptions import SealBroken
from accounts.models import AuditVerb, User
from accounts.sealing import seal, unseal
from home.models import MailTest, MailTestState
from home.setup.mail import answer_of, meaning_of
from jobs.actions import enqueue

SEND_TEST = "home.send_test_mail"
_KEPT = 20


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def request_test(*, to: str, by: User) -> MailTest:
    """Have a test message sent by the worker, at once; old tests are forgotten."""
    token = secrets.token_urlsafe(24)
    test = MailTest.objects.create(to=to, token_hash=hash_of(token), requested_by=by)
    enqueue(SEND_TEST, test.pk, seal(token))
    old = MailTest.objects.exclude(state=MailTestState.ARRIVED).values("pk")[_KEPT:]
    MailTest.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
    record(AuditVerb.MAIL_TESTED, actor=by, detail=to)
    return test


def send_test(test_id: int, sealed: str) -> None:
    """Send the message and write down how it went; sent once at most."""
    waiting = MailTest.objects.filter(pk=test_id, state=MailTestState.WAITING)
    test = waiting.first()
    if test is None:
        return
    try:
        path = reverse("setup:mail_arrived", args=[unseal(sealed)])
        body = render_to_string(
            "home/setup/test_mail.txt", {"link": settings.SITE_ORIGIN + path}
        )
        send_mail(_("Test message of the Knowledge Bank"), body, None, [test.to])
    except (smtplib.SMTPException, OSError, ValueError, SealBroken) as error:
        waiting.update(
            state=MailTestState.REFUSED,
            trouble=meaning_of(error),
            answer=answer_of(error),
        )
    else:
        waiting.update(state=MailTestState.SENT, sent_at=timezone.now())


@transaction.atomic
def confirm_arrival(test: MailTest) -> None:
    """Note that somebody has read the message; again changes nothing."""
    MailTest.objects.filter(pk=test.pk, arrived_at=None).update(
        state=MailTestState.ARRIVED, arrived_at=timezone.now()
    )
