"""Handing a material to the moderators, and taking it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.http import AuthenticatedHttpRequest
from bank.actions.from_file import confirm
from bank.actions.submission import cancel_submission, submit_for_review
from bank.exceptions import (
    DraftConflict,
    NotAllowed,
    NotComplete,
    RightsNotConfirmed,
    VisibilityTooWide,
    WrongState,
)
from bank.forms.material import MaterialForm
from bank.models import AuthorState, Material
from bank.models.completeness import Part
from bank.similar import doubles_of_material
from bank.views.doors import posted
from bank.views.edit_page import field_of, show_form
from bank.views.lost import keeps_text
from bank.views.saving import bound_form, keep, text_to_edit


@keeps_text
@posted("bank:edit")
def submit(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Save, then hand over; a second click finds it handed over already."""
    form = bound_form(request, pk)
    if form.material.author_state == AuthorState.WAITING:
        return redirect("bank:mine")
    saved = keep(form, by=request.user)
    if saved is None or not _handed_over(form, saved, request):
        return show_form(request, form)
    confirm(saved)
    messages.success(
        request, _("Sent for review. A moderator will answer within 14 days.")
    )
    for title in doubles_of_material(saved, request.user):
        messages.info(
            request, _("A similar material is there: “%(title)s”.") % {"title": title}
        )
    return redirect("bank:mine")


def _handed_over(
    form: MaterialForm, saved: Material, request: AuthenticatedHttpRequest
) -> bool:
    """Submit what was just saved; a refusal is put into the form."""
    form.carry_on_from(saved)
    try:
        submit_for_review(
            saved,
            by=request.user,
            rights_confirmed=form.cleaned_data["rights_confirmed"],
            base_version=saved.edit_version,
        )
    except NotComplete as error:
        for part in error.missing:
            form.add_error(field_of(Part(part), saved), _("Needed to send for review."))
        return False
    except RightsNotConfirmed:
        form.add_error("rights_confirmed", _("Tick this to send for review."))
        return False
    except VisibilityTooWide:
        form.add_error("visibility", _("The licence or the rights do not allow this."))
        return False
    except (DraftConflict, WrongState):
        form.add_error(None, _("Somebody changed it meanwhile. Look and send again."))
        return False
    except NotAllowed as error:
        raise PermissionDenied from error
    return True


@keeps_text
@posted("bank:edit")
def cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take the material back from the moderators, to change it."""
    text = text_to_edit(request, pk)
    try:
        cancel_submission(text, by=request.user)
    except NotAllowed as error:
        raise PermissionDenied from error
    except WrongState:
        messages.info(request, _("It is no longer with a moderator."))
        return redirect("bank:mine")
    messages.success(request, _("Taken back. You can change it and send it again."))
    return redirect("bank:edit", pk)
