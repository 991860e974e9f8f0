"""Schools and kindergartens from a table: first what would happen, then it happens."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.institutions import import_institutions
from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest
from accounts.models import Institution
from accounts.roles import Role
from home.forms.setup import InstitutionsForm
from home.models import SetupStep
from home.setup.progress import status_of


@role_required(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def institutions(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Take a table and show what reading it in would do; nothing is written."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = InstitutionsForm(*sent)
    check = form.check if form.is_valid() else None
    return _page(request, form, check=check)


@role_required(Role.ADMINISTRATOR)
@require_POST
def institutions_import(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Read in the good lines of the table that was shown."""
    form = InstitutionsForm(request.POST)
    if not form.is_valid():
        return _page(request, form, check=None)
    count = import_institutions(form.check.planned, by=request.user)
    words = ngettext(
        "%(count)d institution read in.", "%(count)d institutions read in.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("setup:institutions")


def _page(
    request: AuthenticatedHttpRequest, form: InstitutionsForm, *, check: object
) -> HttpResponse:
    context = {
        "form": form,
        "check": check,
        "known": Institution.objects.count(),
        "status": status_of(request.user, SetupStep.INSTITUTIONS),
    }
    return render(request, "home/setup/institutions.html", context)
