"""Starter materials: put in by the worker, taken out in one action."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest
from accounts.roles import Role
from bank.models import Material
from home.models import SetupStep
from home.setup.progress import status_of
from home.starter import LOAD, starter_tables, take_starter_out
from jobs.actions import enqueue
from jobs.models import Job


@role_required(Role.ADMINISTRATOR)
@require_safe
def starter(request: AuthenticatedHttpRequest) -> HttpResponse:
    context = {
        "titles": [table["title"] for table in starter_tables()],
        "materials": list(Material.objects.starter().order_by("title")),
        "is_loading": Job.objects.waiting().filter(task=LOAD).exists(),
        "status": status_of(request.user, SetupStep.STARTER),
    }
    return render(request, "home/setup/starter.html", context)


@role_required(Role.ADMINISTRATOR)
@require_POST
def starter_add(request: AuthenticatedHttpRequest) -> HttpResponse:
    enqueue(LOAD, request.user.pk, key=LOAD)
    messages.success(request, _("The materials are being put in. It takes a moment."))
    return redirect("setup:starter")


@role_required(Role.ADMINISTRATOR)
@require_POST
def starter_remove(request: AuthenticatedHttpRequest) -> HttpResponse:
    removed = take_starter_out(by=request.user)
    words = ngettext(
        "%(count)d starter material removed.",
        "%(count)d starter materials removed.",
        removed.count,
    )
    messages.success(request, words % {"count": removed.count})
    for kept in removed.kept:
        words = _("Kept: %(material)s – %(reason)s.")
        values = {"material": kept.material, "reason": kept.reason}
        messages.info(request, words % values)
    return redirect("setup:starter")
