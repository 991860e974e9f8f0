"""How mail leaves this site, without secrets, and what a mail server's answer means."""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from home.models import MailTrouble

LONGEST_ANSWER = 500
_REAL = "django.core.mail.backends.smtp.EmailBackend"

# In this order: the first kind that fits explains the error best.
_MEANINGS: tuple[tuple[type[Exception], MailTrouble], ...] = (
    (smtplib.SMTPAuthenticationError, MailTrouble.LOGIN),
    (smtplib.SMTPRecipientsRefused, MailTrouble.RECIPIENT),
    (smtplib.SMTPSenderRefused, MailTrouble.SENDER),
    (smtplib.SMTPDataError, MailTrouble.CONTENT),
    (ssl.SSLError, MailTrouble.TLS),
    (smtplib.SMTPNotSupportedError, MailTrouble.TLS),
    (socket.gaierror, MailTrouble.HOST),
    (ConnectionRefusedError, MailTrouble.PORT),
    (TimeoutError, MailTrouble.TIMEOUT),
    (smtplib.SMTPServerDisconnected, MailTrouble.BROKEN_OFF),
    (smtplib.SMTPConnectError, MailTrouble.BROKEN_OFF),
    (ConnectionError, MailTrouble.BROKEN_OFF),
    (OSError, MailTrouble.NETWORK),
)


@dataclass(frozen=True)
class MailFact:
    label: str
    value: str


def leaves_the_machine() -> bool:
    """Whether a message goes to a server at all, and not to a log or a folder."""
    return str(settings.EMAIL_BACKEND) == _REAL


def mail_facts() -> list[MailFact]:
    """Say what the environment says; of secrets, only whether they are there."""
    encrypted = settings.EMAIL_USE_SSL or settings.EMAIL_USE_TLS
    facts = [MailFact(_("sender"), settings.DEFAULT_FROM_EMAIL)]
    if not leaves_the_machine():
        return [*facts, MailFact(_("way"), _("a log or a folder of this machine"))]
    return [
        *facts,
        MailFact(_("server"), f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"),
        MailFact(_("user"), settings.EMAIL_HOST_USER or _("none")),
        MailFact(
            _("password"), _("given") if settings.EMAIL_HOST_PASSWORD else _("none")
        ),
        MailFact(_("encryption"), _("yes") if encrypted else _("no")),
    ]


def meaning_of(error: Exception) -> MailTrouble:
    """Put an error of sending into the words an administrator can act on."""
    for kind, trouble in _MEANINGS:
        if isinstance(error, kind):
            return trouble
    return MailTrouble.SETTINGS


def answer_of(error: Exception) -> str:
    """Quote what the server itself said, within limits."""
    said: object = error
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = "; ".join(_reply(*reply) for reply in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        said = _reply(error.smtp_code, error.smtp_error)
    text = " ".join(str(said).replace("\0", "").split())
    return text[:LONGEST_ANSWER]


def _reply(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"
