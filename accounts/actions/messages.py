import json

from django.db import transaction

from accounts.sealing import seal
from jobs.actions import enqueue


@transaction.atomic
def queue_message(*, to: str, subject: str, body: str) -> None:
    """Have a message about an account sent; sealed, for it may hold a way in.

    An empty `to` queues the same work and sends nothing.
    """
    message = json.dumps({"to": to, "subject": subject, "body": body})
    enqueue("accounts.send_message", seal(message))
