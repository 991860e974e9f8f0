from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count, Min

from jobs.actions import retry_failed
from jobs.models import Heartbeat, Job


class Command(BaseCommand):
    help = "Show the state of background work, or try failed jobs again."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb")
        verbs.add_parser("list", help="What waits, runs and failed (the default).")
        retry = verbs.add_parser("retry", help="Give failed jobs their attempts back.")
        retry.add_argument("pk", nargs="*", type=int, help="Which; all when none.")

    def handle(self, **options: Any) -> None:
        if options["verb"] == "retry":
            count = retry_failed(*options["pk"])
            self.stdout.write(f"jobs: {count} job(s) will run again")
            return
        self._list()

    def _list(self) -> None:
        for worker in Heartbeat.objects.order_by("worker"):
            self.stdout.write(f"worker {worker.worker}, seen {worker.seen_at:%F %T}")
        counts = Job.objects.values("lane", "state").annotate(
            count=Count("pk"), first=Min("run_at")
        )
        for row in counts.order_by("lane", "state"):
            self.stdout.write(
                f"{row['lane']}: {row['count']} {row['state']}, "
                f"first due {row['first']:%F %T}"
            )
        for job in Job.objects.failed().order_by("pk"):
            reason = job.last_error.strip().rpartition("\n")[2]
            self.stdout.write(
                f"failed {job.pk} {job.task} {job.args} after {job.attempts} "
                f"attempt(s), {job.finished_at:%F %T}: {reason}"
            )
