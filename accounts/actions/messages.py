import json

from django.db import transaction

from accounts.sealing import seal
from jobs.actions import enqueue


@transaction.atomic
def queue_message(*, to: str, subject: str, body: str) -> None:
    """Have a message about an account sent; sealed, for it may hold a way in.

    An empty `to` queues the same work and sends nothing.
    """
    enqueue("accounts.send_message", sealed_message(to, subject, body))


def sealed_message(to: str, subject: str, body: str) -> str:
    """Close a message under the site's key, as the argument of a job."""
    return seal(json.dumps({"to": to, "subject": subject, "body": body}))
