"""Adding files to a draft and taking them off, with everything typed kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.http import AuthenticatedHttpRequest
from bank.actions.content import AttachedFile
from bank.actions.files import store_upload
from bank.exceptions import FileRefused
from bank.models import Material
from bank.views.doors import posted
from bank.views.edit_page import missing_of, show_form
from bank.views.lost import keeps_text
from bank.views.saving import bound_form, keep, wants_json


@dataclass(frozen=True)
class Verdict:
    """What became of one file."""

    name: str
    is_accepted: bool
    message: str


@keeps_text
@posted("bank:edit")
def attach(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Keep the files that pass, say why the others do not, and save the text."""
    form = bound_form(request, pk)
    verdicts, files = _take_in(request, form.material)
    saved = keep(form, by=request.user, more=files)
    if wants_json(request) and saved is not None:
        return JsonResponse(_answer(saved, verdicts))
    for verdict in verdicts:
        level = messages.SUCCESS if verdict.is_accepted else messages.ERROR
        messages.add_message(request, level, f"{verdict.name}: {verdict.message}")
    if wants_json(request):
        return JsonResponse({"errors": form.errors}, status=422)
    if saved is None:
        return show_form(request, form)
    return redirect(f"{reverse('bank:edit', args=[pk])}#zalaczniki")


@keeps_text
@posted("bank:edit")
def detach(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take one file off the draft and save the text."""
    form = bound_form(request, pk)
    form.detached = request.POST.get("detach", "")
    if keep(form, by=request.user) is None:
        return show_form(request, form)
    return redirect(f"{reverse('bank:edit', args=[pk])}#zalaczniki")


def _take_in(
    request: AuthenticatedHttpRequest, text: Material
) -> tuple[list[Verdict], list[AttachedFile]]:
    known = {each.file_id for each in text.attachments.all()}
    verdicts, files = [], []
    for upload in request.FILES.getlist("files"):
        verdict, file = _take_one(upload, request)
        verdicts.append(verdict)
        if file is not None and file.file.pk not in known:
            known.add(file.file.pk)
            files.append(file)
    if not verdicts:
        verdicts.append(Verdict(_("File"), False, _("Choose a file first.")))
    return verdicts, files


def _take_one(
    upload: UploadedFile[Any], request: AuthenticatedHttpRequest
) -> tuple[Verdict, AttachedFile | None]:
    name = (upload.name or "")[:160]
    try:
        stored = store_upload(upload, owner=request.user)
    except FileRefused as refusal:
        return Verdict(name, False, refusal.message), None
    return Verdict(stored.name, True, _("added.")), AttachedFile(stored)


def _answer(saved: Material, verdicts: list[Verdict]) -> dict[str, object]:
    context = {"attachments": list(saved.attachments.all()), "pk": saved.pk}
    return {
        "version": saved.edit_version,
        "verdicts": [asdict(verdict) for verdict in verdicts],
        "files": render_to_string("bank/partials/edit_files.html", context),
        "missing": render_to_string(
            "bank/partials/missing.html", {"missing": missing_of(saved)}
        ),
    }
