"""Beginning from a file: it comes in, a draft comes out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import AuthenticatedHttpRequest
from bank.actions.from_file import drop_from_rest, start_from_file
from bank.exceptions import FileRefused, NotAllowed
from bank.forms.from_file import TARGETS, FromFileForm, with_passage
from bank.forms.kinds import form_for
from bank.from_file_note import passage_of
from bank.views.doors import posted
from bank.views.edit_page import show_form
from bank.views.lost import keeps_text
from bank.views.saving import keep, text_to_edit


@login_required
@require_http_methods(["GET", "POST"])
def from_file(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask for a document, and begin a draft with what is recognised in it."""
    is_sent = request.method == "POST"
    form = FromFileForm(request.POST, request.FILES) if is_sent else FromFileForm()
    if is_sent and form.is_valid():
        try:
            draft = start_from_file(form.cleaned_data["file"], owner=request.user)
        except NotAllowed as error:
            raise PermissionDenied from error
        except FileRefused as refusal:
            form.refuse(refusal)
        else:
            return redirect("bank:edit", draft.pk)
    trail = [
        (_("Bank"), "/bank/"),
        (_("New material"), "/bank/nowy/"),
        (_("From a file"), ""),
    ]
    return render(request, "bank/from_file.html", {"form": form, "trail": trail})


@keeps_text
@posted("bank:edit")
def move_rest(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Move a passage that found no field into one, or drop it, and save the text."""
    text = text_to_edit(request, pk)
    order = request.POST.get("rest", "")
    number = order.removeprefix("drop-")
    passage = passage_of(text, number)
    to = request.POST.get(f"rest-{number}-to", "") if order == number else ""
    if passage is None or (order == number and to not in TARGETS):
        messages.error(request, _("Choose first where the passage should go."))
        return show_form(request, form_for(text, user=request.user, data=request.POST))
    typed = with_passage(request.POST, to, passage.text)
    form = form_for(text, user=request.user, data=typed)
    if keep(form, by=request.user) is None:
        return show_form(request, form)
    drop_from_rest(text, passage.id)
    return redirect(f"{reverse('bank:edit', args=[pk])}#reszta")
