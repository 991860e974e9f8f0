"""The setup list and its plain steps; the longer steps have modules of their own."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.actions.municipality import record_municipality
from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest
from accounts.models import Municipality
from accounts.roles import Role
from home.actions.setup import confirm_step, reopen_step, skip_step
from home.actions.statements import record_controller
from home.forms.setup import MunicipalityForm, SkipForm
from home.forms.statements import DataControllerForm
from home.models import DataController, SetupStep
from home.setup.pages import PAGES
from home.setup.progress import progress_of, status_of

administrator_only = role_required(Role.ADMINISTRATOR)


@administrator_only
@require_safe
def setup_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    progress = progress_of(request.user)
    return render(request, "home/setup/list.html", {"progress": progress})


@administrator_only
@require_http_methods(["GET", "HEAD", "POST"])
def municipality(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = MunicipalityForm(request.POST or None, instance=Municipality.load())
    if request.method == "POST" and form.is_valid():
        record_municipality(form.instance, by=request.user)
        messages.success(request, _("Saved. The name stands at the top of every page."))
        return redirect("setup:list")
    context = {"form": form, "status": status_of(request.user, SetupStep.MUNICIPALITY)}
    return render(request, "home/setup/municipality.html", context)


@administrator_only
@require_http_methods(["GET", "HEAD", "POST"])
def controller(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask for what the privacy page says; the form is that page's own."""
    form = DataControllerForm(request.POST or None, instance=DataController.load())
    if request.method == "POST" and form.is_valid():
        record_controller(form.instance, by=request.user)
        messages.success(request, _("The privacy page is up to date."))
        return redirect("setup:list")
    context = {"form": form, "status": status_of(request.user, SetupStep.CONTROLLER)}
    return render(request, "home/setup/controller.html", context)


@administrator_only
@require_safe
def backup(request: AuthenticatedHttpRequest) -> HttpResponse:
    context = {"status": status_of(request.user, SetupStep.BACKUP)}
    return render(request, "home/setup/backup.html", context)


@administrator_only
@require_POST
def confirm(request: AuthenticatedHttpRequest, step: SetupStep) -> HttpResponse:
    """Take the administrator's word for a step that no query can see."""
    if not PAGES[step].is_said:
        raise Http404
    confirm_step(step, by=request.user)
    messages.success(request, _("Noted as done."))
    return redirect("setup:list")


@administrator_only
@require_http_methods(["GET", "HEAD", "POST"])
def skip(request: AuthenticatedHttpRequest, step: SetupStep) -> HttpResponse:
    form = SkipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        skip_step(step, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Skipped. You can come back to it at any time."))
        return redirect("setup:list")
    context = {"form": form, "status": status_of(request.user, step)}
    return render(request, "home/setup/skip.html", context)


@administrator_only
@require_POST
def reopen(request: AuthenticatedHttpRequest, step: SetupStep) -> HttpResponse:
    reopen_step(step, by=request.user)
    messages.success(request, _("The step is among those to be done again."))
    return redirect("setup:list")
