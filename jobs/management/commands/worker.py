import signal
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobs.worker import Worker


class Command(BaseCommand):
    help = "Run background jobs, schedules and services until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--threads", type=int, default=1, help="Threads of each lane."
        )
        parser.add_argument(
            "--lease",
            type=float,
            default=60,
            help="Seconds after which a silent worker's jobs go to another.",
        )
        parser.add_argument(
            "--grace",
            type=float,
            default=30,
            help="Seconds that running jobs get to finish after SIGTERM.",
        )

    def handle(self, **options: Any) -> None:
        if options["threads"] < 1 or options["lease"] <= 0:
            raise CommandError("--threads and --lease must be positive.")
        worker = Worker(
            lease=timedelta(seconds=options["lease"]),
            threads_per_lane=options["threads"],
        )
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stopping.set())
        if not worker.run(grace=timedelta(seconds=options["grace"])):
            raise CommandError("Stopped before every job was finished.")
