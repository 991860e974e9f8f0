"""The state of the site in short: what an administrator must know of, or that all is well."""

from dataclasses import dataclass

from django.db.models import Count, Q

from home.failures import MAIL_LANE
from home.health import Check, disk, index, worker
from jobs.models import Job, JobState
from notifications.models import Delivery


@dataclass(frozen=True)
class Care:
    """Parts of the system that need attention, and counts of what failed."""

    troubles: list[Check]
    mails: int
    retried: int
    refused: int
    jobs: int

    @property
    def is_well(self) -> bool:
        return not (self.troubles or self.mails or self.refused or self.jobs)


def care() -> Care:
    """Look at the worker, the index, the disk and what failed; four queries."""
    failed = Q(state=JobState.FAILED)
    of_mail = Q(lane=MAIL_LANE)
    counts = Job.objects.in_trouble().aggregate(
        mails=Count("pk", filter=failed & of_mail),
        retried=Count("pk", filter=~failed & of_mail),
        jobs=Count("pk", filter=failed & ~of_mail),
    )
    people = Delivery.objects.refused().aggregate(
        number=Count("notification__user", distinct=True)
    )
    checks = (disk(), worker(), index())
    return Care(
        troubles=[check for check in checks if not check.is_ok],
        mails=counts["mails"],
        retried=counts["retried"],
        refused=people["number"],
        jobs=counts["jobs"],
    )
