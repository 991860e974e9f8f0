from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from network.actions import membership as actions
from network.exceptions import (
    AlreadyMember,
    LastCoordinator,
    MembershipMoved,
    NetworkArchived,
)
from network.forms.people import ReasonForm, RoleForm
from network.models import MemberRole, Membership, MemberState
from network.models.access import Standing
from network.models.people import (
    find_people_to_invite,
    members_by_name,
    members_named,
)
from network.views.fetching import allow, find_open_network, find_people

PEOPLE_PER_PAGE = 50


@login_required
@require_GET
def people(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Show who belongs; to who manages, also who asks and who is invited."""
    standing = find_people(request.user, slug)
    held = Membership.objects.filter(network=standing.network).for_people()
    pages = Paginator(members_by_name(standing.network), PEOPLE_PER_PAGE)
    words = _words(request, "szukaj")
    context = {
        "network": standing.network,
        "standing": standing,
        "page": pages.get_page(request.GET.get("strona")),
        "words": words,
    }
    if standing.manages_people:
        context["requests"] = held.filter(state=MemberState.REQUESTED)
        context["invited"] = held.filter(state=MemberState.INVITED)
        context["found"] = find_people_to_invite(standing.network, request.user, words)
    return render(request, "network/people.html", context)


def _words(request: AuthenticatedHttpRequest, name: str) -> str:
    """Give what was typed to find a person; PostgreSQL takes no NUL in a text."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:80]


@login_required
@require_GET
def suggestions(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Name members whose name or handle begins so, for mentions."""
    standing = find_open_network(request.user, slug)
    named = members_named(standing.network, _words(request, "q"))
    return JsonResponse(
        {
            "people": [
                {"handle": held.handle, "name": held.user.get_full_name()}
                for held in named
            ]
        }
    )


@login_required
@require_POST
def invite(request: AuthenticatedHttpRequest, slug: str, user_pk: int) -> HttpResponse:
    """Invite one person."""
    standing = _find_managed(request, slug)
    person = get_object_or_404(User.objects.visible_to(request.user), pk=user_pk)
    try:
        held = actions.invite(standing.network, user=person, by=request.user)
    except AlreadyMember:
        messages.info(request, _("This person belongs to the network already."))
    except NetworkArchived:
        messages.error(request, _("This network is closed."))
    else:
        messages.success(
            request,
            _("%(name)s had asked to join, and belongs to the network now.")
            % {"name": person.get_full_name()}
            if held.is_active
            else _("%(name)s will hear of the invitation.")
            % {"name": person.get_full_name()},
        )
    return redirect("network:people", slug)


@login_required
@require_POST
def withdraw(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    held = _find_managed_membership(request, slug, pk)
    try:
        actions.withdraw_invitation(held, by=request.user)
    except MembershipMoved:
        messages.info(request, _("The invitation had been answered already."))
    else:
        messages.success(request, _("The invitation is taken back."))
    return redirect("network:people", slug)


@login_required
@require_POST
def approve(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let in who asked."""
    held = _find_managed_membership(request, slug, pk)
    try:
        actions.approve_request(held, by=request.user)
    except (MembershipMoved, NetworkArchived):
        messages.info(request, _("This request had been answered already."))
    else:
        messages.success(
            request,
            _("%(name)s belongs to the network now.")
            % {"name": held.user.get_full_name()},
        )
    return redirect("network:people", slug)


@login_required
@require_http_methods(["GET", "POST"])
def refuse(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Refuse who asked, saying why."""
    held = _find_managed_membership(request, slug, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline_request(
                held, by=request.user, reason=form.cleaned_data["reason"]
            )
        except MembershipMoved:
            messages.info(request, _("This request had been answered already."))
        else:
            messages.success(request, _("The request is declined, with your reason."))
        return redirect("network:people", slug)
    context = {"form": form, "held": held, "network": held.network}
    return render(request, "network/refuse.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """End somebody's membership, saying why."""
    held = _find_managed_membership(request, slug, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.end_membership(
                held.network, user=held.user, by=request.user, reason=reason
            )
        except LastCoordinator:
            messages.error(request, _("A network cannot stay without a coordinator."))
        except MembershipMoved:
            messages.info(request, _("This person had left already."))
        else:
            messages.success(request, _("This person sees the network no more."))
        return redirect("network:people", slug)
    context = {"form": form, "held": held, "network": held.network}
    return render(request, "network/remove.html", context)


@login_required
@require_POST
def change_role(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make somebody a coordinator, or no longer one: for the office only."""
    standing = find_people(request.user, slug)
    allow(standing.oversees)
    held = get_object_or_404(
        Membership.objects.active(), network=standing.network, pk=pk
    )
    form = RoleForm(request.POST)
    try:
        if form.is_valid():
            role = MemberRole(form.cleaned_data["role"])
            actions.change_role(held, role=role, by=request.user)
            messages.success(request, _("Saved."))
    except LastCoordinator:
        messages.error(request, _("A network cannot stay without a coordinator."))
    except MembershipMoved:
        messages.info(request, _("This person had left already."))
    return redirect("network:people", slug)


def _find_managed(request: AuthenticatedHttpRequest, slug: str) -> Standing:
    standing = find_people(request.user, slug)
    allow(standing.manages_people)
    return standing


def _find_managed_membership(
    request: AuthenticatedHttpRequest, slug: str, pk: int
) -> Membership:
    standing = _find_managed(request, slug)
    held = standing.network.memberships.select_related("user", "network")
    return get_object_or_404(held, pk=pk)
