"""A moderator's correction of a published text, shown at once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import AuthenticatedHttpRequest
from bank.actions.content import write
from bank.actions.published import correct as correct_published
from bank.exceptions import (
    DraftConflict,
    NotAllowed,
    NotComplete,
    VisibilityTooWide,
    WrongState,
)
from bank.forms.kinds import LessonPlanForm, form_for
from bank.forms.material import MaterialForm
from bank.forms.review import CorrectionForm
from bank.forms.steps import rearranged
from bank.models import Material
from bank.models.access import Verb, may
from bank.models.completeness import Part
from bank.versions import changes_between
from bank.views.doors import posted
from bank.views.edit_page import field_of, minutes_note
from bank.views.fetching import visible_material


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the published text in the form, and publish what is corrected."""
    text = _published(request, pk)
    form = form_for(text, user=request.user, data=request.POST or None)
    form.initial["version"] = text.published_version
    why = CorrectionForm(request.POST or None)
    if request.method == "POST" and why.is_valid() and _corrected(form, why, request):
        messages.success(request, _("The correction is published."))
        return redirect("bank:short", pk)
    return _show(request, form, why)


@login_required
@posted("bank:correct")
def correct_steps(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Add, remove or move a step without publishing, keeping everything typed."""
    text = _published(request, pk)
    typed = rearranged(request.POST, request.POST.get("order", ""))
    form = form_for(text, user=request.user, data=typed)
    return _show(request, form, CorrectionForm(request.POST))


def _published(request: AuthenticatedHttpRequest, pk: int) -> Material:
    found = visible_material(request, pk)
    if not may(request.user, Verb.CORRECT, found):
        raise PermissionDenied
    return found.specific


def _show(
    request: AuthenticatedHttpRequest, form: MaterialForm, why: CorrectionForm
) -> HttpResponse:
    text = form.material
    context = {
        "form": form,
        "why": why,
        "material": text,
        "is_plan": isinstance(form, LessonPlanForm),
        "minutes": minutes_note(text),
        "attachments": list(text.attachments.all()),
        "trail": [(_("Bank"), "/bank/"), (str(text), text.get_absolute_url())],
    }
    status = 409 if form.conflict else 200
    return render(request, "bank/correct.html", context, status=status)


def _corrected(
    form: MaterialForm, why: CorrectionForm, request: AuthenticatedHttpRequest
) -> bool:
    """Publish the correction; a refusal is put into the form."""
    if not form.is_valid():
        return False
    try:
        correct_published(
            form.material,
            by=request.user,
            data=form.to_data(),
            base_version=form.cleaned_data["version"],
            reason=why.cleaned_data["reason"],
        )
    except ValidationError as error:
        form.add_refusal(error)
    except NotComplete as error:
        for part in error.missing:
            form.add_error(field_of(Part(part), form.material), _("This is needed."))
    except VisibilityTooWide:
        form.add_error("visibility", _("The licence or the rights do not allow this."))
    except DraftConflict as conflict:
        _both_texts(form, conflict, request)
    except (NotAllowed, WrongState) as error:
        raise PermissionDenied from error
    return not form.errors and not form.conflict


def _both_texts(
    form: MaterialForm, conflict: DraftConflict, request: AuthenticatedHttpRequest
) -> None:
    """Show what differs, and let the next press, made knowingly, win."""
    stored = conflict.stored
    mine = type(stored).objects.get(pk=stored.pk)
    write(mine, dict(conflict.submitted), by=request.user)
    form.start_from(stored.published_version)
    form.conflict = changes_between(stored, mine)
