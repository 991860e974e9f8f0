from django.conf import settings
from django.template.loader import render_to_string

from accounts.actions.messages import queue_message
from accounts.models import Municipality

_FOLDER = "accounts/staff/mail"


def write_to(
    address: str, template: str, *, mailed_to: str | None = None, **context: object
) -> None:
    """Write one of the messages about joining and care of accounts.

    The message is rendered for `address`; it goes to `mailed_to` when that is given,
    and nowhere when it is empty, which takes the same work.
    """
    context |= {
        "address": address,
        "municipality": Municipality.shown_name(),
        "site_origin": settings.SITE_ORIGIN,
    }
    subject = render_to_string(f"{_FOLDER}/{template}_subject.txt", context)
    queue_message(
        to=address if mailed_to is None else mailed_to,
        subject=" ".join(subject.split()),
        body=render_to_string(f"{_FOLDER}/{template}_message.txt", context),
    )
