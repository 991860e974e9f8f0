"""Outgoing mail: what the environment says, and a message that proves it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.decorators import role_required
from accounts.http import AuthenticatedHttpRequest
from accounts.roles import Role
from home.actions.mail_test import confirm_arrival, hash_of, request_test
from home.forms.setup import MailTestForm
from home.models import MailTest, SetupStep
from home.setup.mail import leaves_the_machine, mail_facts
from home.setup.progress import status_of

_SHOWN = 5


@role_required(Role.ADMINISTRATOR)
@require_safe
def mail(request: AuthenticatedHttpRequest) -> HttpResponse:
    return _page(request, MailTestForm(initial={"to": request.user.email}))


@role_required(Role.ADMINISTRATOR)
@require_POST
def mail_test(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = MailTestForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    request_test(to=form.cleaned_data["to"], by=request.user)
    messages.success(
        request, _("The message is on its way. Below you see how it goes.")
    )
    return redirect("setup:mail")


@require_http_methods(["GET", "HEAD", "POST"])
def mail_arrived(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever reads the message say so; opening the link alone proves nothing.

    Filters open links in mails by themselves, so a button is pressed.
    """
    test = get_object_or_404(MailTest, token_hash=hash_of(token))
    if request.method == "POST":
        confirm_arrival(test)
        return redirect(request.path)
    return render(request, "home/setup/mail_arrived.html", {"test": test})


def _page(request: AuthenticatedHttpRequest, form: MailTestForm) -> HttpResponse:
    context = {
        "form": form,
        "facts": mail_facts(),
        "leaves": leaves_the_machine(),
        "tests": list(MailTest.objects.all()[:_SHOWN]),
        "status": status_of(request.user, SetupStep.MAIL),
    }
    return render(request, "home/setup/mail.html", context)
