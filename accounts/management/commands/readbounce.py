import sys
from typing import Any

from django.core.management.base import BaseCommand

from accounts.actions.invitation_mail import HEADER, mark_bounced, read_mark
from accounts.importing.bounces import LARGEST, read_bounce


class Command(BaseCommand):
    """For the alias of the sender's mailbox: `bank: "|…/manage.py readbounce"`."""

    help = (
        "Read a delivery status notification from standard input and mark the"
        " invitation it is about as bounced. Always succeeds, for a mail server would"
        " answer a failure with another report."
    )

    def handle(self, **options: Any) -> None:
        data = sys.stdin.buffer.read(LARGEST)
        bounce = read_bounce(data, header=HEADER)
        known = read_mark(bounce.mark) if bounce else None
        if bounce is None or known is None:
            self.stdout.write("readbounce: not a report about an invitation of ours")
            return
        pk, number = known
        was_open = mark_bounced(pk, number, reason=bounce.reason)
        outcome = "bounced" if was_open else "no longer matters"
        self.stdout.write(f"readbounce: invitation {pk} {outcome}")
