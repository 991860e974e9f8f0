"""Work and mail that did not succeed, in words an administrator can act on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from accounts.actions.messages import STALE_AFTER, recipient_of
from accounts.exports.tables import Table
from accounts.models import User
from jobs.models import Job
from notifications.models import Delivery

MAIL_LANE: Final = "mail"
ACCOUNT_MESSAGE: Final = "accounts.send_message"
INVITATION: Final = "accounts.send_invitation"
NOTIFICATION_MAIL: Final = "notifications.mail"
# Tasks whose last argument is a sealed message, and how long that one is of use; an
# invitation says itself whether it still holds.
_SEALED: Final = {ACCOUNT_MESSAGE: STALE_AFTER, INVITATION: None}
# What stands in the last line of a traceback, and what it means for the gmina.
_MEANINGS: Final[list[tuple[str, StrPromise]]] = [
    ("SMTPAuthenticationError", gettext_lazy("The mail server refused our password.")),
    ("SMTPRecipientsRefused", gettext_lazy("The server did not take the address.")),
    ("SMTPSenderRefused", gettext_lazy("The mail server refused us as the sender.")),
    ("ConnectionRefusedError", gettext_lazy("The mail server does not answer.")),
    ("SMTPServerDisconnected", gettext_lazy("The mail server broke off.")),
    ("SMTPConnectError", gettext_lazy("The mail server does not answer.")),
    ("TimeoutError", gettext_lazy("The server did not answer in time.")),
    ("gaierror", gettext_lazy("The name of the server leads nowhere.")),
    ("SSL", gettext_lazy("The server and we do not agree on encryption.")),
    ("worker died", gettext_lazy("The worker stopped while doing this.")),
]

_OF_REFUSED: Final = (
    *("first_name", "last_name", "email"),
    *("institution__name", "refused", "last"),
)


@dataclass(frozen=True)
class Failure:
    """One job that failed: what it was to do, for whom, and what went wrong."""

    pk: int
    what: str
    to: str
    since: datetime
    tries: int
    reason: str
    detail: str
    next_try: datetime | None
    may_retry: bool


def mail_in_trouble() -> QuerySet[Job]:
    """Mails that gave up or are being tried again, the newest first."""
    stuck = Job.objects.in_trouble().filter(lane=MAIL_LANE)
    return stuck.order_by("-created_at", "-pk")


def work_given_up() -> QuerySet[Job]:
    """Every other job that gave up, the newest first."""
    return Job.objects.failed().exclude(lane=MAIL_LANE).order_by("-finished_at", "-pk")


def refused_addresses() -> QuerySet[User]:
    """People whose server refused mail for good, each with `refused` and `last`."""
    people: QuerySet[User] = (
        User.objects.filter(notifications__deliveries__in=Delivery.objects.refused())
        .annotate(
            refused=Count("notifications__deliveries"),
            last=Max("notifications__deliveries__claimed_at"),
        )
        .select_related("institution")
        .order_by("-last", "pk")
    )
    return people


def failures_of(jobs: Iterable[Job]) -> list[Failure]:
    """Say of each job what it was; one query for the people."""
    rows = list(jobs)
    people = User.objects.in_bulk([pk for job in rows if (pk := _person_of(job))])
    return [_failure(job, people) for job in rows]


def _person_of(job: Job) -> int | None:
    if job.task != NOTIFICATION_MAIL or not job.args:
        return None
    return job.args[0] if isinstance(job.args[0], int) else None


def _failure(job: Job, people: dict[int, User]) -> Failure:
    detail = job.last_error.strip().rpartition("\n")[2][:300]
    to = _recipient(job, people)
    # A link or a code that is too old would be thrown away, not sent.
    useless = job.task in _SEALED and not to
    return Failure(
        pk=job.pk,
        what=_("too old to be sent") if useless else _what(job),
        to=to,
        since=job.created_at,
        tries=job.attempts,
        reason=_meaning(detail),
        detail=detail,
        next_try=None if job.has_failed else job.run_at,
        may_retry=job.has_failed and not useless,
    )


def _recipient(job: Job, people: dict[int, User]) -> str:
    if job.task in _SEALED and job.args:
        sealed = str(job.args[-1])
        return recipient_of(sealed, max_age=_SEALED[job.task])
    person = people.get(_person_of(job) or 0)
    return person.email if person else ""


def _what(job: Job) -> str:
    named = {
        ACCOUNT_MESSAGE: _("message about an account"),
        INVITATION: _("invitation"),
        NOTIFICATION_MAIL: _("notifications"),
    }
    return named.get(job.task, job.task)


def _meaning(detail: str) -> str:
    for sign, meaning in _MEANINGS:
        if sign in detail:
            return str(meaning)
    return _("Something we do not know.")


def table_of_mail() -> Table:
    """Mails in trouble as a table."""
    return Table(
        _("Undelivered mail"),
        [_("To whom"), _("What"), _("Since"), _("Attempts"), _("Why"), _("Next try")],
        (
            [row.to, row.what, row.since, row.tries, row.reason, row.next_try]
            for row in failures_of(mail_in_trouble())
        ),
    )


def table_of_refused() -> Table:
    return Table(
        _("Addresses that refuse mail"),
        [_("Person"), _("E-mail address"), _("Institution"), _("Mails"), _("Last")],
        (
            [f"{first} {last}", email, place, number, moment]
            for first, last, email, place, number, moment in refused_addresses()
            .select_related(None)
            .values_list(*_OF_REFUSED)
        ),
    )


def table_of_work() -> Table:
    return Table(
        _("Jobs that gave up"),
        [_("What"), _("Since"), _("Attempts"), _("Why")],
        (
            [row.what, row.since, row.tries, row.detail]
            for row in failures_of(work_given_up())
        ),
    )
