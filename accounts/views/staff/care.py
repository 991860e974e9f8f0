"""Handing the care of accounts to a deputy or to the IT person."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.staff import delegate_care, end_care
from accounts.exceptions import RoleNotHeld
from accounts.forms.staff import CareForm
from accounts.http import AuthenticatedHttpRequest
from accounts.models import Institution, RoleAssignment, User
from accounts.roles import Role
from accounts.views.staff.fetching import (
    at_managed_institution,
    people_of,
    require_say_on_rights,
    trail_of,
)


@at_managed_institution
@reauthentication_required
@require_http_methods(["GET", "POST"])
def care(request: AuthenticatedHttpRequest, place: Institution) -> HttpResponse:
    """Show who looks after accounts here, and let the head ask somebody."""
    require_say_on_rights(request.user, place)
    people = people_of(place).managed_by(request.user).active()
    form = CareForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        person: User = form.cleaned_data["person"]
        delegate_care(
            person,
            institution=place,
            ends_on=form.cleaned_data["ends_on"],
            actor=request.user,
        )
        messages.success(
            request,
            _("%(name)s looks after accounts with you.")
            % {"name": person.get_full_name()},
        )
        return redirect("staff:care", place.slug)
    held = RoleAssignment.objects.current().filter(
        institution=place, role=Role.SCHOOL_IT, user__is_active=True
    )
    helpers = held.select_related("user").order_by("user__last_name", "pk")
    trail = trail_of(place, (_("Care of accounts"), ""))
    context = {"place": place, "form": form, "helpers": helpers, "trail": trail}
    return render(request, "accounts/staff/care.html", context)


@at_managed_institution
@reauthentication_required
@require_POST
def end(request: AuthenticatedHttpRequest, place: Institution, pk: int) -> HttpResponse:
    """End what was handed over."""
    require_say_on_rights(request.user, place)
    held = RoleAssignment.objects.filter(institution=place, role=Role.SCHOOL_IT)
    assignment = get_object_or_404(held.select_related("user"), pk=pk)
    try:
        end_care(assignment.user, institution=place, actor=request.user)
    except RoleNotHeld:
        messages.info(request, _("This had ended already."))
    else:
        messages.success(
            request,
            _("%(name)s no longer looks after accounts.")
            % {"name": assignment.user.get_full_name()},
        )
    return redirect("staff:care", place.slug)
