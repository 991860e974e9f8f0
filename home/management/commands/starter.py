import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from home.demo.content import Table
from home.starter import load_starter, take_starter_out


class Command(BaseCommand):
    help = (
        "Put in the starter materials, or take out those nobody touched. Safe to run "
        "twice, and again after it was stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--remove",
            action="store_true",
            help="Take out what nobody changed or used.",
        )

    def handle(self, *, remove: bool, **options: Any) -> None:
        if not remove:
            added = load_starter(by=None, show=_with_progress)
            self.stdout.write(f"starter: +{added}")
            return
        removed = take_starter_out(by=None)
        self.stdout.write(f"starter: -{removed.count}")
        for kept in removed.kept:
            words = _("kept: %(material)s – %(reason)s")
            values = {"material": kept.material, "reason": kept.reason}
            self.stdout.write(words % values)


def _with_progress(tables: list[Table]) -> "tqdm[Table]":
    return tqdm(tables, file=sys.stderr, disable=not sys.stderr.isatty(), unit="")
