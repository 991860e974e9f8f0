"""Coming in: by an invitation, or by the code from the printed sheet."""

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions.invitations import accept_invitation
from accounts.actions.joining import Applicant, ask_to_join, confirm_request
from accounts.exceptions import EmailTaken, InvitationGone, RequestGone
from accounts.forms.entering import AcceptForm, CodeForm, JoinForm
from accounts.limits import is_within_limit
from accounts.models import Invitation, JoinCode, JoinRequest
from accounts.models.joining import tidy_code
from accounts.roles import Role


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person set name and password, and sign them in."""
    open_ones = Invitation.objects.acceptable(token, timezone.now())
    found = open_ones.select_related("institution", "invited_by").first()
    if found is None:
        return _gone(request)
    if request.user.is_authenticated:
        return render(
            request, "accounts/entering/signed_in.html", {"invitation": found}
        )
    form = AcceptForm(
        request.POST if request.method == "POST" else None,
        invitation=found,
        initial={"first_name": found.first_name, "last_name": found.last_name},
    )
    if form.is_valid():
        return _accept(request, token, form)
    context = {"form": form, "invitation": found}
    return render(request, "accounts/entering/accept.html", context)


def _accept(request: HttpRequest, token: str, form: AcceptForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        user = accept_invitation(
            token,
            first_name=given["first_name"],
            last_name=given["last_name"],
            password=given["password1"],
        )
    except InvitationGone:
        return _gone(request)
    except EmailTaken:
        return render(request, "accounts/entering/known.html", status=409)
    # allauth's own way in, so that the sign-in is kept account of as any other.
    answer: HttpResponse = perform_login(request, user, redirect_url="/")
    return answer


def _gone(request: HttpRequest) -> HttpResponse:
    """Answer the same for every link that opens nothing, whatever it once was."""
    return render(request, "accounts/entering/gone.html", status=404)


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code from the sheet."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = tidy_code(form.cleaned_data["code"])
        return redirect("joining:ask", typed or "0")
    return render(request, "accounts/entering/code.html", {"form": form})


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Take a request of somebody who holds the sheet; always answer the same."""
    if not is_within_limit(request, "join_code"):
        return render(request, "429.html", status=429)
    alive = JoinCode.objects.alive(timezone.now()).select_related("institution")
    held = alive.filter(code=tidy_code(code)).first()
    if held is None:
        return render(request, "accounts/entering/no_code.html", status=404)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not is_within_limit(request, "join_ask"):
            return render(request, "429.html", status=429)
        given = form.cleaned_data
        ask_to_join(held, applicant=Applicant(**{**given, "role": Role(given["role"])}))
        return redirect("joining:sent")
    context = {"form": form, "place": held.institution}
    return render(request, "accounts/entering/ask.html", context)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say what to look for in the mailbox."""
    return render(request, "accounts/entering/sent.html")


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Take an address as true, by a button: mail programs open links by themselves."""
    open_ones = JoinRequest.objects.confirmable(token, timezone.now())
    found = open_ones.select_related("institution").first()
    if found is None:
        return _gone(request)
    if request.method == "POST":
        try:
            confirm_request(token)
        except RequestGone:
            return _gone(request)
        return render(request, "accounts/entering/confirmed.html", {"asked": found})
    return render(request, "accounts/entering/confirm.html", {"asked": found})
