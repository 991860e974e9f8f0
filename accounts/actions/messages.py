import json

from django.db import transaction

from accounts.exceptions import SealBroken
from accounts.sealing import seal, unseal
from jobs.actions import enqueue

# No code or link in such a message lives longer.
STALE_AFTER = 24 * 3600


@transaction.atomic
def queue_message(*, to: str, subject: str, body: str) -> None:
    """Have a message about an account sent; sealed, for it may hold a way in.

    An empty `to` queues the same work and sends nothing.
    """
    enqueue("accounts.send_message", sealed_message(to, subject, body))


def sealed_message(to: str, subject: str, body: str) -> str:
    """Close a message under the site's key, as the argument of a job."""
    return seal(json.dumps({"to": to, "subject": subject, "body": body}))


def recipient_of(sealed: str, *, max_age: int | None) -> str:
    """Say to whom a queued message goes, and nothing else of it.

    Empty when it is too old to be worth sending, or sealed with another key.
    """
    try:
        to: str = json.loads(unseal(sealed, max_age=max_age))["to"]
    except SealBroken:
        return ""
    return to
