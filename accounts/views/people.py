"""All people, and one of them: who they are, which roles they hold."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.actions.audit import record
from accounts.actions.rights import give_role, move_person, take_role
from accounts.decorators import role_required
from accounts.exceptions import NotAllowed, RoleNotHeld
from accounts.exports.people import people_table
from accounts.forms.people import MoveForm, PeopleFilter, RoleForm
from accounts.http import AuthenticatedHttpRequest, download
from accounts.models import AuditEntry, AuditVerb, RoleAssignment, User
from accounts.models.access import Verb, can, roles_granted_by
from accounts.roles import Role

PER_PAGE = 50
RECENT = 10


@role_required(Role.OFFICE, Role.ADMINISTRATOR)
@require_safe
def people(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show everybody who has or had an account."""
    form = PeopleFilter(request.GET)
    found = form.narrow(User.objects.listed_for(request.user)).for_register()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("strona"))
    shown = User.objects.managed_by(request.user).filter(pk__in=[p.pk for p in page])
    context = {
        "form": form,
        "page": page,
        "managed": set(shown.values_list("pk", flat=True)),
    }
    return render(request, "accounts/people/register.html", context)


@role_required(Role.OFFICE, Role.ADMINISTRATOR)
@require_safe
@transaction.atomic
def people_file(request: AuthenticatedHttpRequest, extension: str) -> HttpResponse:
    """Give the list asked for as a file; that it was taken is written down."""
    form = PeopleFilter(request.GET)
    found = form.narrow(User.objects.listed_for(request.user)).for_register()
    response = download(people_table(found), extension)
    detail = f"/osoby/ {extension} {form.query}".strip()
    record(AuditVerb.TABLE_DOWNLOADED, actor=request.user, detail=detail)
    return response


@login_required
@require_safe
def person(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show one person to whoever looks after their account."""
    person = find_managed(request, pk)
    entries = AuditEntry.objects.visible_to(request.user).about(person.pk)
    departures = person.departures.select_related("planned_by").order_by("-pk")
    context = {
        "person": person,
        "roles": person.role_assignments.not_over().for_account_home(),
        "past_roles": person.role_assignments.over().for_account_home(),
        "may_grant": frozenset(roles_granted_by(request.user)),
        "may_end": can(request.user, Verb.END, person),
        "is_administrator": request.user.is_administrator,
        "departure": departures.told().first(),
        "entries": entries[:RECENT],
        "reads_log": bool(roles_granted_by(request.user)),
    }
    return render(request, "accounts/people/person.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def grant(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Give a person a role with its place and dates."""
    person = find_managed(request, pk)
    allow_granting(request)
    roles = roles_granted_by(request.user)
    form = RoleForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid():
        try:
            give_role(person, by=request.user, **form.cleaned_data)
        except NotAllowed as error:
            raise PermissionDenied from error
        messages.success(request, _("The role is given."))
        return redirect("accounts:person", pk)
    context = {"form": form, "person": person}
    return render(request, "accounts/people/grant.html", context)


@login_required
@require_POST
@reauthentication_required
def end(request: AuthenticatedHttpRequest, pk: int, role_pk: int) -> HttpResponse:
    """Take one role away."""
    person = find_managed(request, pk)
    allow_granting(request)
    held = RoleAssignment.objects.select_related("user", "institution")
    assignment = get_object_or_404(held, user=person, pk=role_pk)
    try:
        take_role(assignment, by=request.user)
    except NotAllowed as error:
        raise PermissionDenied from error
    except RoleNotHeld:
        messages.info(request, _("This role had ended already."))
    else:
        messages.success(request, _("The role is ended."))
    return redirect("accounts:person", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def move(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Have a person work at another institution."""
    person = find_managed(request, pk)
    allow_granting(request)
    form = MoveForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            move_person(person, by=request.user, **form.cleaned_data)
        except NotAllowed as error:
            raise PermissionDenied from error
        messages.success(request, _("The institution is changed."))
        return redirect("accounts:person", pk)
    context = {"form": form, "person": person}
    return render(request, "accounts/people/move.html", context)


def find_managed(request: AuthenticatedHttpRequest, pk: int) -> User:
    """Find a person whose account this reader looks after, or answer 404."""
    managed = User.objects.managed_by(request.user).select_related("institution")
    person: User = get_object_or_404(managed, pk=pk)
    return person


def allow_granting(request: AuthenticatedHttpRequest) -> None:
    """Refuse who looks after people but not after rights: a head, a school IT person."""
    if not roles_granted_by(request.user):
        raise PermissionDenied
