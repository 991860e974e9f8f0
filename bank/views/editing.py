"""Starting a material and writing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import AuthenticatedHttpRequest
from bank.actions.drafts import begin_draft
from bank.actions.from_file import confirm
from bank.exceptions import NotAllowed
from bank.forms.from_file import FromFileForm
from bank.forms.kinds import form_for
from bank.forms.new import NewForm
from bank.forms.steps import rearranged
from bank.models import AuthorState, Kind
from bank.sheet import sheet_of
from bank.views.doors import posted
from bank.views.edit_page import minutes_note, missing_of, show_form
from bank.views.lost import keeps_text, take_lost
from bank.views.saving import bound_form, keep, text_to_edit


@login_required
@require_http_methods(["GET", "POST"])
def new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask which kind, and begin a draft of it."""
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = begin_draft(Kind(form.cleaned_data["kind"]), owner=request.user)
        except NotAllowed as error:
            raise PermissionDenied from error
        return redirect("bank:edit", draft.pk)
    trail = [(_("Bank"), "/bank/"), (_("New material"), "")]
    return render(
        request,
        "bank/new.html",
        {
            "form": form,
            "kinds": Kind.choices,
            "file_form": FromFileForm(),
            "trail": trail,
        },
    )


@keeps_text
@require_http_methods(["GET", "POST"])
def edit(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the form and save the draft."""
    if request.method == "POST":
        form = bound_form(request, pk)
        if keep(form, by=request.user) is None:
            return show_form(request, form)
        confirm(form.material)
        messages.success(request, _("The draft is saved."))
        return redirect("bank:edit", pk)
    text = text_to_edit(request, pk)
    if text.author_state == AuthorState.WAITING:
        messages.info(request, _("A moderator has it now, so it cannot be changed."))
        return redirect("bank:preview", pk)
    if (lost := take_lost(request, pk)) is not None:
        notice = _("You were signed out meanwhile. This is what you were sending.")
        return show_form(
            request, form_for(text, user=request.user, data=lost), notice=notice
        )
    return show_form(request, form_for(text, user=request.user))


@keeps_text
@posted("bank:edit")
def steps(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Add, remove or move a step without saving, keeping everything typed."""
    text = text_to_edit(request, pk)
    typed = rearranged(request.POST, request.POST.get("order", ""))
    return show_form(request, form_for(text, user=request.user, data=typed))


@keeps_text
@posted("bank:edit")
def autosave(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Save what is being written and say where it stands."""
    form = bound_form(request, pk)
    saved = keep(form, by=request.user)
    if saved is None:
        return JsonResponse(
            {"errors": form.errors}, status=409 if form.conflict else 422
        )
    now = timezone.localtime()
    return JsonResponse(
        {
            "version": saved.edit_version,
            "status": _("Saved at %(time)s") % {"time": f"{now:%H:%M}"},
            "missing": render_to_string(
                "bank/partials/missing.html", {"missing": missing_of(saved)}
            ),
            "minutes": minutes_note(saved),
        }
    )


@keeps_text
@posted("bank:edit")
def save_and_preview(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Save, then show how it will look."""
    form = bound_form(request, pk)
    if keep(form, by=request.user) is None:
        return show_form(request, form)
    return redirect("bank:preview", pk)


@login_required
@require_safe
def preview(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the newest text as readers will see it."""
    text = text_to_edit(request, pk)
    is_waiting = text.author_state == AuthorState.WAITING
    context = {"sheet": sheet_of(text), "material": text, "is_waiting": is_waiting}
    return render(request, "bank/preview.html", context)
