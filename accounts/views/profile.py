from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.actions.people import rename_person
from accounts.actions.sign_ins import end_all_sign_ins
from accounts.forms.profile import NameForm
from accounts.http import AuthenticatedHttpRequest
from accounts.models import AuditEntry
from accounts.safety import safety_of
from accounts.sessions import SIGN_IN


@login_required
@require_safe
def home(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show a person what the site knows of them and how their account is kept."""
    context = {
        "roles": request.user.role_assignments.current().for_account_home(),
        "safety": safety_of(request.user, sign_in=request.session.get(SIGN_IN, 0)),
        "events": AuditEntry.objects.for_account_home(request.user),
    }
    return render(request, "accounts/home.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def name(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Let a person correct their own name."""
    current = {
        "first_name": request.user.first_name,
        "last_name": request.user.last_name,
    }
    posted = request.POST if request.method == "POST" else None
    form = NameForm(posted, initial=current)
    if form.is_valid():
        rename_person(request.user, **form.cleaned_data)
        messages.success(request, _("Your name is changed."))
        return redirect("accounts:home")
    return render(request, "accounts/name.html", {"form": form})


@login_required
@require_POST
def sign_out_everywhere(request: AuthenticatedHttpRequest) -> HttpResponse:
    """End all sessions of the person, this one too."""
    end_all_sign_ins(request.user, actor=request.user)
    logout(request)
    messages.success(request, _("You are signed out on all devices."))
    return redirect("account_login")
