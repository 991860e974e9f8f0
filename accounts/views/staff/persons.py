"""What may be done with the account of one of the staff."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.staff import STAFF_ROLES, change_staff_role, restore_person
from accounts.forms.staff import StaffRoleForm
from accounts.http import AuthenticatedHttpRequest
from accounts.models import Institution, User
from accounts.models.access import Verb
from accounts.roles import Role
from accounts.views.staff.fetching import at_managed_institution, find_person, trail_of


@at_managed_institution
@reauthentication_required
@require_http_methods(["GET", "POST"])
def role(
    request: AuthenticatedHttpRequest, place: Institution, pk: int
) -> HttpResponse:
    """Change what somebody does at the institution."""
    person = find_person(request, place, pk, Verb.CHANGE_ROLE)
    held = next((each for each in STAFF_ROLES if person.has_role(each)), None)
    form = StaffRoleForm(
        request.POST if request.method == "POST" else None,
        roles=STAFF_ROLES,
        initial={"role": held},
    )
    if form.is_valid():
        chosen = Role(form.cleaned_data["role"])
        change_staff_role(person, role=chosen, institution=place, actor=request.user)
        messages.success(
            request,
            _("%(name)s: %(role)s from now on.")
            % {"name": person.get_full_name(), "role": chosen.label},
        )
        return redirect("staff:list", place.slug)
    return _ask(request, "role", place, person, form)


@at_managed_institution
@reauthentication_required
@require_http_methods(["GET", "POST"])
def restore(
    request: AuthenticatedHttpRequest, place: Institution, pk: int
) -> HttpResponse:
    """Open an ended account again, with a role."""
    person = find_person(request, place, pk, Verb.RESTORE)
    if person.is_active:
        messages.info(request, _("This account is open."))
        return redirect("staff:list", place.slug)
    form = StaffRoleForm(
        request.POST if request.method == "POST" else None,
        roles=STAFF_ROLES,
        initial={"role": Role.TEACHER},
    )
    if form.is_valid():
        chosen = Role(form.cleaned_data["role"])
        restore_person(person, role=chosen, institution=place, actor=request.user)
        messages.success(
            request,
            _("%(name)s can sign in again and will hear of it.")
            % {"name": person.get_full_name()},
        )
        return redirect("staff:list", place.slug)
    return _ask(request, "restore", place, person, form)


def _ask(
    request: AuthenticatedHttpRequest,
    page: str,
    place: Institution,
    person: User,
    form: StaffRoleForm,
) -> HttpResponse:
    trail = trail_of(place, (person.get_full_name(), ""))
    context = {"place": place, "person": person, "form": form, "trail": trail}
    return render(request, f"accounts/staff/{page}.html", context)
