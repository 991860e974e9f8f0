"""What moderators, and authors, do to a published material."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import AuthenticatedHttpRequest
from bank.actions import published as actions
from bank.exceptions import NotAllowed, WrongState
from bank.forms.review import ReasonForm
from bank.models import Material
from bank.models.access import Verb, may
from bank.views.fetching import visible_row


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask why, then take the material out of the bank."""
    found = _permitted(request, pk, Verb.WITHDRAW)
    words = {
        "heading": _("Withdraw the material"),
        "lead": _("It disappears from the bank and the search; its address stays."),
        "button": _("Withdraw"),
        "done": _("Withdrawn. The authors have been told."),
    }
    return _with_reason(request, found, actions.withdraw, words)


@login_required
@require_http_methods(["GET", "POST"])
def restore(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask why, then show a withdrawn material again."""
    found = _permitted(request, pk, Verb.RESTORE)
    words = {
        "heading": _("Restore the material"),
        "lead": _("It comes back as it was last published."),
        "button": _("Restore"),
        "done": _("Restored."),
    }
    return _with_reason(request, found, actions.restore, words)


@login_required
@require_POST
def feature(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Recommend the material."""
    return _simply(request, pk, Verb.FEATURE, actions.feature)


@login_required
@require_POST
def unfeature(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Stop recommending the material."""
    return _simply(request, pk, Verb.UNFEATURE, actions.unfeature)


def _permitted(request: AuthenticatedHttpRequest, pk: int, verb: Verb) -> Material:
    found = visible_row(request, pk)
    if not may(request.user, verb, found):
        raise PermissionDenied
    return found


def _with_reason(
    request: AuthenticatedHttpRequest,
    found: Material,
    action: Callable[..., Material],
    words: dict[str, str],
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action(found, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error("reason", error.messages)
        except NotAllowed as error:
            raise PermissionDenied from error
        except WrongState:
            messages.info(request, _("Somebody has done something with it already."))
            return redirect(found)
        else:
            messages.success(request, words["done"])
            return redirect(found)
    context = {"form": form, "material": found, "words": words}
    return render(request, "bank/reason.html", context)


def _simply(
    request: AuthenticatedHttpRequest,
    pk: int,
    verb: Verb,
    action: Callable[..., None],
) -> HttpResponse:
    found = _permitted(request, pk, verb)
    try:
        action(found, by=request.user)
    except NotAllowed as error:
        raise PermissionDenied from error
    except WrongState:
        messages.info(request, _("Somebody has done something with it already."))
    return redirect(found)
