"""Throwing away a draft that nobody else has seen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import AuthenticatedHttpRequest
from bank.actions.drafts import discard_draft
from bank.exceptions import NotAllowed, WrongState
from bank.models.access import Verb, may
from bank.views.fetching import visible_row


@login_required
@require_http_methods(["GET", "POST"])
def discard(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask whether it is really meant, then delete the draft."""
    draft = visible_row(request, pk)
    if not may(request.user, Verb.DISCARD, draft):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "bank/discard.html", {"material": draft})
    try:
        discard_draft(draft, by=request.user)
    except NotAllowed as error:
        raise PermissionDenied from error
    except WrongState:
        messages.info(request, _("It was sent for review, so it cannot be deleted."))
        return redirect(draft)
    messages.success(request, _("The draft is deleted."))
    return redirect("bank:mine")
