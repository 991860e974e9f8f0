"""Where somebody is signed in, and how to end it."""

from allauth.account.decorators import reauthentication_required
from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.actions.addresses import disown
from accounts.actions.sign_ins import (
    end_all_sign_ins,
    end_other_sign_ins,
    end_sign_in,
)
from accounts.decorators import role_required
from accounts.devices import device_of
from accounts.http import AuthenticatedHttpRequest
from accounts.models import SignIn, User
from accounts.proofs import disputed_sign_in
from accounts.roles import Role
from accounts.sessions import SIGN_IN

# More open sessions than this nobody has; a list must end somewhere.
_MOST_SHOWN = 50


@login_required
@require_safe
def sessions(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show a person where they are signed in."""
    here = request.session.get(SIGN_IN, 0)
    others = SignIn.objects.open_for(request.user).exclude(pk=here)
    context = {
        "here": SignIn.objects.filter(pk=here, user=request.user).first(),
        "this_device": device_of(request.headers.get("user-agent", "")),
        "others": others[:_MOST_SHOWN],
    }
    return render(request, "accounts/sessions.html", context)


@login_required
@require_POST
def end_session(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """End one session of one's own."""
    sign_in = get_object_or_404(SignIn, pk=pk, user=request.user)
    if end_sign_in(sign_in, actor=request.user):
        messages.success(request, _("That device is signed out."))
    else:
        messages.info(request, _("That device was signed out already."))
    if sign_in.pk == request.session.get(SIGN_IN):
        logout(request)
        return redirect("account_login")
    return redirect("accounts:sessions")


@login_required
@require_POST
def end_other_sessions(request: AuthenticatedHttpRequest) -> HttpResponse:
    """End every session of one's own but this one."""
    if end_other_sign_ins(request.user, keep=request.session.get(SIGN_IN)):
        update_session_auth_hash(request, request.user)
    messages.success(request, _("You are signed out on all other devices."))
    return redirect("accounts:sessions")


@role_required(Role.ADMINISTRATOR)
@reauthentication_required(app="accounts")
@require_POST
def end_sessions_of(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Sign somebody else out everywhere, as an administrator."""
    person = get_object_or_404(User.objects.managed_by(request.user), pk=pk)
    end_all_sign_ins(person, actor=request.user)
    name = person.get_full_name()
    messages.success(
        request, _("%(name)s is signed out on all devices.") % {"name": name}
    )
    return redirect("accounts:person", person.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """Take „it was not me” from whoever reads the mail, signed in or not."""
    disputed = disputed_sign_in(token)
    if disputed is None:
        return render(request, "accounts/not_me_gone.html", status=404)
    sign_in, address = disputed
    if request.method != "POST":
        return render(request, "accounts/not_me.html", {"sign_in": sign_in})
    form = ResetPasswordForm({"email": address})
    if disown(sign_in, address=address) and form.is_valid():
        form.save(request)
    logout(request)
    messages.success(request, _("All sessions are ended and the password is blocked."))
    return redirect("account_reset_password_done")
