"""What may be done with those who are invited, and with those who ask."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions import invitations, joining
from accounts.exceptions import (
    InvitationGone,
    RequestGone,
    SentTooOften,
)
from accounts.http import AuthenticatedHttpRequest
from accounts.models import Institution, Invitation, JoinRequest
from accounts.views.staff.fetching import at_managed_institution
from accounts.views.staff.listing import INVITED, WAITING


@at_managed_institution
@require_POST
def resend(
    request: AuthenticatedHttpRequest, place: Institution, pk: int
) -> HttpResponse:
    """Send an invitation again, with a new link."""
    invitation = get_object_or_404(Invitation, institution=place, pk=pk)
    try:
        invitations.resend_invitation(invitation, actor=request.user)
    except InvitationGone:
        messages.info(request, _("This invitation is no longer open."))
    except SentTooOften:
        messages.info(
            request,
            _("This invitation has just been sent, or was sent six times already."),
        )
    else:
        messages.success(
            request,
            _("A new link is on its way to %(address)s. The old one no longer works.")
            % {"address": invitation.email},
        )
    return _back(place, INVITED)


@at_managed_institution
@require_POST
def withdraw(
    request: AuthenticatedHttpRequest, place: Institution, pk: int
) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(Invitation, institution=place, pk=pk)
    try:
        invitations.withdraw_invitation(invitation, actor=request.user)
    except InvitationGone:
        messages.info(request, _("This invitation is no longer open."))
    else:
        messages.success(
            request,
            _("The invitation for %(address)s is taken back; its link does not work.")
            % {"address": invitation.email},
        )
    return _back(place, INVITED)


@at_managed_institution
@require_POST
def approve(
    request: AuthenticatedHttpRequest, place: Institution, pk: int
) -> HttpResponse:
    """Let in somebody who asked."""
    asked = get_object_or_404(JoinRequest, institution=place, pk=pk)
    try:
        made = joining.approve_request(asked, actor=request.user)
    except RequestGone:
        messages.info(request, _("Somebody has decided about this request already."))
        return _back(place, WAITING)
    if made is None:
        text = _("This address has an account or an invitation already.")
        messages.info(request, text)
    else:
        messages.success(
            request,
            _("%(name)s is let in: a link to set the password is on its way.")
            % {"name": asked.get_full_name()},
        )
    return _back(place, WAITING)


@at_managed_institution
@require_POST
def refuse(
    request: AuthenticatedHttpRequest, place: Institution, pk: int
) -> HttpResponse:
    """Refuse somebody who asked."""
    asked = get_object_or_404(JoinRequest, institution=place, pk=pk)
    try:
        joining.refuse_request(asked, actor=request.user)
    except RequestGone:
        messages.info(request, _("Somebody has decided about this request already."))
    else:
        messages.success(
            request,
            _("%(name)s is refused and will hear of it.")
            % {"name": asked.get_full_name()},
        )
    return _back(place, WAITING)


def _back(place: Institution, shown: str) -> HttpResponse:
    return redirect(f"{reverse('staff:list', args=[place.slug])}?pokaz={shown}")
