"""The first people with a say: who there is, who is invited, and one form for more."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.appointing import APPOINTED, appoint
from accounts.decorators import role_required
from accounts.exceptions import AlreadyInvited
from accounts.http import AuthenticatedHttpRequest
from accounts.importing.people import Row
from accounts.models import Institution, Invitation, RoleAssignment
from accounts.roles import SECOND_FACTOR_ROLES, Role
from home.forms.setup import AppointForm
from home.models import SetupStep
from home.setup.progress import status_of

_SHOWN = 60


@role_required(Role.ADMINISTRATOR)
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = AppointForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = appoint(
                _row(form),
                institution=form.cleaned_data["institution"],
                actor=request.user,
            )
        except AlreadyInvited:
            form.add_error("email", _("This person is invited already."))
        else:
            messages.success(request, _said(person is None))
            return redirect("setup:people")
    return render(request, "home/setup/people.html", {"form": form, **_shown(request)})


def _row(form: AppointForm) -> Row:
    cleaned = form.cleaned_data
    return Row(
        1,
        email=cleaned["email"].lower(),
        first_name=cleaned["first_name"],
        last_name=cleaned["last_name"],
        role=cleaned["role"],
    )


def _said(was_invited: bool) -> str:
    if was_invited:
        return _("The invitation is on its way.")
    return _("This person has an account, so the role holds from now on.")


def _shown(request: AuthenticatedHttpRequest) -> dict[str, object]:
    """Everybody with a say, whether their sign-in is protected, and who is invited."""
    protected = Authenticator.objects.filter(user=OuterRef("user"))
    held = RoleAssignment.objects.current().filter(
        role__in=APPOINTED, user__is_active=True
    )
    appointed = held.select_related("user", "institution").annotate(
        is_protected=Exists(protected)
    )
    invited = Invitation.objects.open().filter(role__in=APPOINTED)
    return {
        "appointed": list(appointed.order_by("role", "user__last_name")[:_SHOWN]),
        "second_factor_roles": [role.value for role in SECOND_FACTOR_ROLES],
        "invited": list(invited.select_related("institution")[:_SHOWN]),
        "has_institutions": Institution.objects.exists(),
        "status": status_of(request.user, SetupStep.PEOPLE),
    }
