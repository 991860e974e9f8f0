from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jobs.actions import enqueue


class Command(BaseCommand):
    help = "Enqueue so many jobs of so many milliseconds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("task")
        parser.add_argument("count", type=int)
        parser.add_argument("milliseconds", type=int)

    def handle(self, **options: Any) -> None:
        for number in range(options["count"]):
            name = f"{options['task']}-{number}"
            enqueue(options["task"], name, options["milliseconds"])
