"""Passkeys, where we ask more than allauth does."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.second_factors import is_last_that_is_due, remove_passkey
from accounts.exceptions import LastFactor
from accounts.http import AuthenticatedHttpRequest


@login_required
@reauthentication_required(app="allauth.mfa")
@require_http_methods(["GET", "POST"])
def remove(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Remove a passkey of one's own, unless a role requires just this one."""
    own = Authenticator.objects.filter(
        user=request.user, type=Authenticator.Type.WEBAUTHN
    )
    passkey = get_object_or_404(own, pk=pk)
    if request.method == "POST":
        try:
            remove_passkey(passkey, is_demo=settings.DEMO)
        except LastFactor:
            messages.error(request, _("Add another second step before removing this."))
        else:
            messages.success(request, _("The passkey is removed."))
            adapter = get_adapter(request)
            adapter.send_notification_mail("mfa/email/webauthn_removed", request.user)
        return redirect("mfa_list_webauthn")
    is_needed = not settings.DEMO and is_last_that_is_due(passkey)
    context = {"authenticator": passkey, "is_needed": is_needed}
    template = "mfa/webauthn/authenticator_confirm_delete.html"
    return render(request, template, context)


class ProveByPasskey(ReauthenticateWebAuthnView):
    """allauth's page, which would lead elsewhere after a wrong key; ours says so here."""

    def form_invalid(self, form: Form) -> HttpResponse:
        context = self.get_context_data(form=form)
        answer: HttpResponse = self.render_to_response(context)
        return answer


prove = ProveByPasskey.as_view()
