"""The e-mail itself: what it says and the headers it travels with."""

from collections.abc import Sequence
from email.utils import make_msgid
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from accounts.models import User
from notifications.entries import Entry
from notifications.unsubscribing import unsubscribe_path

MOST_WRITTEN_OUT = 30
_SUBJECT_LENGTH = 150


def compose(person: User, entries: Sequence[Entry]) -> EmailMultiAlternatives:
    """Write one mail about one or many events, as plain text and as HTML."""
    stop = _absolute(unsubscribe_path(person.pk, (each.kind.key for each in entries)))
    subject = _subject(entries)
    context = {
        "subject": subject,
        "entries": [
            {"entry": each, "url": _absolute(each.shown.url)}
            for each in entries[:MOST_WRITTEN_OUT]
        ],
        "more": len(entries[MOST_WRITTEN_OUT:]),
        "inbox_url": _absolute(reverse("notifications:inbox")),
        "reasons": _reasons(entries),
        "stop_url": stop,
        "preferences_url": _absolute(reverse("notifications:preferences")),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.SITE_ORIGIN,
    }
    message = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string("notifications/email/message.txt", context),
        to=[person.email],
        headers={
            "Message-ID": make_msgid(domain=urlsplit(settings.SITE_ORIGIN).hostname),
            # Asks out-of-office answers to keep quiet.
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    html = render_to_string("notifications/email/message.html", context)
    message.attach_alternative(html, "text/html")
    return message


def _subject(entries: Sequence[Entry]) -> str:
    """One line; `Entry.subject` has no line breaks, which would be refused here."""
    if len(entries) == 1:
        return entries[0].subject[:_SUBJECT_LENGTH]
    return ngettext(
        "%(count)s new notification", "%(count)s new notifications", len(entries)
    ) % {"count": len(entries)}


def _reasons(entries: Sequence[Entry]) -> list[str]:
    return list(dict.fromkeys(each.reason for each in entries))


def _absolute(path: str) -> str:
    """Address a page of ours: from the settings, never from what was asked."""
    return urljoin(settings.SITE_ORIGIN, path)
