from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.second_factors import reset_second_factor
from accounts.decorators import role_required
from accounts.exceptions import NothingToReset
from accounts.forms.second_factor import ReasonForm
from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from accounts.models.access import Verb, can
from accounts.roles import Role


@role_required(Role.ADMINISTRATOR)
@reauthentication_required(app="accounts")
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Help somebody who lost what their second step needs."""
    person = get_object_or_404(User.objects.active(), pk=pk)
    if not can(request.user, Verb.RESET_SECOND_FACTOR, person):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reset_second_factor(person, actor=request.user, **form.cleaned_data)
        except NothingToReset:
            messages.info(request, _("There is nothing to switch off any more."))
        else:
            messages.success(request, _("The second step is off. We told the person."))
        return redirect("accounts:reset_second_factor", pk=person.pk)
    factors = Authenticator.objects.filter(user=person).order_by("type", "pk")
    context = {"person": person, "form": form, "factors": factors}
    return render(request, "accounts/reset_second_factor.html", context)
