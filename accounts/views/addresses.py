"""Another e-mail address for an account."""

from allauth.account.decorators import reauthentication_required
from allauth.account.forms import ResetPasswordForm
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.addresses import (
    ask_for_address,
    confirm_address,
    give_up_address,
    take_address_back,
)
from accounts.exceptions import EmailTaken, LinkGone
from accounts.forms.addresses import AddressForm
from accounts.http import AuthenticatedHttpRequest
from accounts.models import AddressChange
from accounts.proofs import disputed_change
from accounts.sessions import SIGN_IN


@login_required
@reauthentication_required(app="accounts")
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Take the wish for another address, and show the one that waits."""
    posted = request.POST if request.method == "POST" else None
    form = AddressForm(posted, user=request.user)
    if form.is_valid():
        if ratelimit.consume(request, action="change_email", user=request.user):
            ask_for_address(request.user, address=form.cleaned_data["email"])
            return redirect("accounts:address")
        form.add_error(None, _("Too many attempts. Try again in an hour."))
    waiting = AddressChange.objects.waiting_for(request.user).first()
    return render(request, "accounts/address.html", {"form": form, "waiting": waiting})


@login_required
@require_POST
def give_up(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Cancel the wish."""
    give_up_address(request.user)
    messages.success(request, _("Your address stays as it was."))
    return redirect("accounts:home")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: AuthenticatedHttpRequest, token: str) -> HttpResponse:
    """Take the new address from whoever reads its mail and is signed in here."""
    if request.method != "POST":
        waiting = AddressChange.objects.waiting_for(request.user).with_token(token)
        if waiting is None:
            return _gone(request)
        return render(request, "accounts/address_confirm.html", {"waiting": waiting})
    try:
        confirm_address(request.user, token=token, keep=request.session.get(SIGN_IN))
    except LinkGone:
        return _gone(request)
    except EmailTaken:
        messages.error(request, _("This address cannot be used. Choose another."))
        return redirect("accounts:address")
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Your address is changed."))
    return redirect("accounts:home")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """Take „it was not me” from the old address, signed in or not."""
    disputed = disputed_change(token)
    if disputed is None:
        return _gone(request)
    if request.method != "POST":
        context = {"old": disputed.old, "new": disputed.user.email}
        return render(request, "accounts/address_undo.html", context)
    try:
        take_address_back(
            disputed.user,
            address=disputed.old,
            since=disputed.since,
            changed_at=disputed.changed_at,
        )
    except EmailTaken:
        return _gone(request)
    form = ResetPasswordForm({"email": disputed.old})
    if form.is_valid():
        form.save(request)
    logout(request)
    messages.success(request, _("All sessions are ended and the password is blocked."))
    return redirect("account_reset_password_done")


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/address_gone.html", status=404)
