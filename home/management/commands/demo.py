import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from accounts.models import User
from home.demo.load import is_empty, load_demo
from home.demo.people import ACCOUNTS, PASSWORD, address
from home.demo.stage import Scene


class Command(BaseCommand):
    help = "Load the invented gmina of the demonstration into an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Leave a database that is not empty alone instead of failing.",
        )

    def handle(self, *, if_empty: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Dane pokazowe wczytuje się tylko w trybie pokazowym (DEMO), nigdy na produkcji."
            )
        if is_empty():
            self._load()
        elif not if_empty:
            raise CommandError(
                "Baza nie jest pusta, nic nie zmieniono. Dane pokazowe trafiają tylko do pustej bazy."
            )
        self._print_accounts()

    def _load(self) -> None:
        self.stdout.write("→ dane pokazowe: Miasto i Gmina Brzezina")
        load_demo(show=_with_progress)

    def _print_accounts(self) -> None:
        known = User.objects.filter(email__in=map(address, ACCOUNTS)).count()
        if known < len(ACCOUNTS):
            return
        self.stdout.write(f"→ konta pokazowe, hasło: {PASSWORD}")
        for key in ACCOUNTS:
            self.stdout.write(f"   {address(key)}")


def _with_progress(scenes: list[Scene]) -> "tqdm[Scene]":
    return tqdm(
        scenes,
        desc="   wydarzenia",
        file=sys.stderr,
        disable=not sys.stderr.isatty(),
        unit="",
    )
