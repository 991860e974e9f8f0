"""What the gmina declares: accessibility and privacy."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from accounts.roles import Role
from home.actions.statements import record_controller, record_statement
from home.cookies import cookies_we_set
from home.forms.statements import AccessibilityStatementForm, DataControllerForm
from home.models import AccessibilityStatement, DataController

DECLARERS = (Role.OFFICE, Role.ADMINISTRATOR)


def _may_declare(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.has_role(*DECLARERS)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {
        "statement": AccessibilityStatement.load(),
        "origin": settings.SITE_ORIGIN,
        "may_edit": _may_declare(request),
    }
    return render(request, "home/accessibility.html", context)


@role_required(*DECLARERS)
@require_http_methods(["GET", "HEAD", "POST"])
def accessibility_edit(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = AccessibilityStatementForm(
        request.POST or None, instance=AccessibilityStatement.load()
    )
    if request.method == "POST" and form.is_valid():
        record_statement(form.instance, by=request.user)
        messages.success(request, _("The accessibility statement is up to date."))
        return redirect("accessibility")
    return render(request, "home/accessibility_form.html", {"form": form})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "controller": DataController.load(),
        "cookies": cookies_we_set(),
        "may_edit": _may_declare(request),
    }
    return render(request, "home/privacy.html", context)


@role_required(*DECLARERS)
@require_http_methods(["GET", "HEAD", "POST"])
def privacy_edit(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = DataControllerForm(request.POST or None, instance=DataController.load())
    if request.method == "POST" and form.is_valid():
        record_controller(form.instance, by=request.user)
        messages.success(request, _("The privacy page is up to date."))
        return redirect("privacy")
    return render(request, "home/privacy_form.html", {"form": form})
