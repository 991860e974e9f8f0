from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.audit import check_chain


class Command(BaseCommand):
    help = (
        "Walk the log of rights and accounts and count every hash again. "
        "Ends with an error at the first entry that was changed, removed or added."
    )

    def handle(self, **options: Any) -> None:
        found = check_chain()
        if found.broken_at is not None:
            raise CommandError(
                f"checkaudit: the chain breaks at entry {found.broken_at}; "
                f"{found.entries} before it are in order"
            )
        self.stdout.write(
            f"checkaudit: {found.entries} entries in order, the last is {found.head}"
        )
