"""What did not reach people, and what gave up: for administrators."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.audit import record
from accounts.decorators import role_required
from accounts.exports.tables import Table
from accounts.http import AuthenticatedHttpRequest, download
from accounts.models import AuditVerb, User
from accounts.roles import Role
from home.failures import (
    MAIL_LANE,
    failures_of,
    mail_in_trouble,
    refused_addresses,
    table_of_mail,
    table_of_refused,
    table_of_work,
    work_given_up,
)
from jobs.actions import retry_failed
from jobs.models import Job
from notifications.actions.mailing import try_refused_again

PER_PAGE = 20


def _page(request: AuthenticatedHttpRequest) -> str | None:
    return request.GET.get("strona")


@role_required(Role.ADMINISTRATOR)
@require_safe
def mail(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List mails that gave up or are tried again."""
    page = Paginator(mail_in_trouble(), PER_PAGE).get_page(_page(request))
    context = {"page": page, "rows": failures_of(page), "part": "mail"}
    return render(request, "home/mail.html", context)


@role_required(Role.ADMINISTRATOR)
@require_safe
def refused(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List people whose server does not take our mail."""
    page = Paginator(refused_addresses(), PER_PAGE).get_page(_page(request))
    return render(request, "home/mail.html", {"page": page, "part": "refused"})


@role_required(Role.ADMINISTRATOR)
@require_safe
def work(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List jobs that gave up."""
    page = Paginator(work_given_up(), PER_PAGE).get_page(_page(request))
    context = {"page": page, "rows": failures_of(page), "part": "work"}
    return render(request, "home/mail.html", context)


@role_required(Role.ADMINISTRATOR)
@require_POST
def job_retry(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Give one failed job its attempts back."""
    job = get_object_or_404(Job.objects.failed(), pk=pk)
    if not failures_of([job])[0].may_retry:
        messages.error(request, _("This message is too old: its link works no more."))
    elif retry_failed(job.pk):
        messages.success(request, _("It will be tried again in a moment."))
    return redirect("mail" if job.lane == MAIL_LANE else "work")


@role_required(Role.ADMINISTRATOR)
@require_POST
def mail_retry(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Try everything that gave up and is still worth sending."""
    rows = failures_of(mail_in_trouble())
    again = [row.pk for row in rows if row.may_retry]
    # Without a number, all jobs of every kind would be meant.
    count = retry_failed(*again) if again else 0
    said = ngettext(
        "%(count)d mail will be tried again.",
        "%(count)d mails will be tried again.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("mail")


@role_required(Role.ADMINISTRATOR)
@require_POST
def refused_retry(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Try again what the server of one person had refused."""
    person = get_object_or_404(User, pk=pk)
    if try_refused_again(person.pk):
        messages.success(request, _("It will be tried again in a moment."))
    return redirect("mail_refused")


def _as_file(
    table: Callable[[], Table],
) -> Callable[..., HttpResponseBase]:
    """Make a view that gives a table of people and writes down who took it."""

    @role_required(Role.ADMINISTRATOR)
    @require_POST
    @transaction.atomic
    def taken(request: AuthenticatedHttpRequest, extension: str) -> HttpResponse:
        found = table()
        response = download(found, extension)
        record(
            AuditVerb.TABLE_DOWNLOADED,
            actor=request.user,
            detail=f"{request.path} {found.name}",
        )
        return response

    return taken


mail_table = _as_file(table_of_mail)
refused_table = _as_file(table_of_refused)
work_table = _as_file(table_of_work)
