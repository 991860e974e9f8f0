from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import AuthenticatedHttpRequest
from network.actions import membership
from network.exceptions import (
    AlreadyMember,
    JoiningByInvitation,
    LastCoordinator,
    MembershipMoved,
    NetworkArchived,
)
from network.forms.people import NoteForm
from network.views.fetching import find_network, find_open_network


@login_required
@require_POST
def join(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Ask to join."""
    standing = find_network(request.user, slug)
    form = NoteForm(request.POST)
    if not form.is_valid():
        context = {"network": standing.network, "standing": standing, "form": form}
        return render(request, "network/network.html", context, status=422)
    try:
        held = membership.request_membership(
            standing.network, user=request.user, note=form.cleaned_data["note"]
        )
    except AlreadyMember:
        messages.info(request, _("You belong to this network already."))
    except (JoiningByInvitation, NetworkArchived):
        messages.error(request, _("This network takes no requests now."))
    else:
        messages.success(
            request,
            _("Welcome. You belong to the network now.")
            if held.is_active
            else _("Your request is with the coordinator. You will hear the answer."),
        )
    return redirect(standing.network)


@login_required
@require_POST
def cancel(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Take one's request back."""
    standing = find_network(request.user, slug)
    try:
        membership.cancel_request(standing.network, user=request.user)
    except MembershipMoved:
        messages.info(request, _("Your request had been answered already."))
    else:
        messages.success(request, _("You have taken your request back."))
    return redirect(standing.network)


@login_required
@require_POST
def accept(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Come in by an invitation."""
    standing = find_network(request.user, slug)
    try:
        membership.accept_invitation(standing.network, user=request.user)
    except (MembershipMoved, NetworkArchived):
        messages.error(request, _("This invitation is no longer open."))
    else:
        messages.success(request, _("Welcome. You belong to the network now."))
    return redirect(standing.network)


@login_required
@require_POST
def decline(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Refuse an invitation."""
    standing = find_network(request.user, slug)
    try:
        membership.decline_invitation(standing.network, user=request.user)
    except MembershipMoved:
        messages.error(request, _("This invitation is no longer open."))
    else:
        messages.success(request, _("You have declined the invitation."))
    return redirect("network:list")


@login_required
@require_http_methods(["GET", "POST"])
def leave(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Leave a network, having read what that means."""
    standing = find_open_network(request.user, slug)
    if request.method == "POST":
        try:
            membership.end_membership(
                standing.network, user=request.user, by=request.user
            )
        except LastCoordinator:
            messages.error(
                request, _("You are the only coordinator, so you cannot leave yet.")
            )
            return redirect(standing.network)
        except MembershipMoved as error:
            raise Http404 from error
        messages.success(request, _("You no longer belong to this network."))
        return redirect("network:list")
    return render(request, "network/leave.html", {"network": standing.network})
