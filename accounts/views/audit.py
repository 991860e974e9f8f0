"""The log of rights and accounts, read and taken away."""

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.actions.audit import record
from accounts.decorators import role_required
from accounts.exports.audit import MOST_ROWS, audit_table
from accounts.forms.audit import AuditFilter
from accounts.http import AuthenticatedHttpRequest, download
from accounts.models import AuditEntry, AuditVerb
from accounts.roles import Role

PER_PAGE = 50


@role_required(Role.OFFICE, Role.ADMINISTRATOR)
@require_safe
def audit(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show who did what to whose rights, the newest first."""
    form = AuditFilter(request.GET)
    entries = form.narrow(AuditEntry.objects.visible_to(request.user))
    context = {
        "form": form,
        "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("strona")),
        "most_rows": MOST_ROWS,
        "sees_all": request.user.is_administrator,
    }
    return render(request, "accounts/people/audit.html", context)


@role_required(Role.OFFICE, Role.ADMINISTRATOR)
@require_safe
@transaction.atomic
def audit_file(request: AuthenticatedHttpRequest, extension: str) -> HttpResponse:
    """Give what was asked for as a file; that it was taken is an entry, too."""
    form = AuditFilter(request.GET)
    entries = form.narrow(AuditEntry.objects.visible_to(request.user))
    response = download(audit_table(entries), extension)
    detail = f"/dziennik/ {extension} {form.query}".strip()
    record(AuditVerb.TABLE_DOWNLOADED, actor=request.user, detail=detail)
    return response
