"""Adding people: a text or a file is understood, looked at, and only then sent."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.actions.staff_lists import drop_list, keep_list, send_list
from accounts.exceptions import ListGone
from accounts.forms.staff import FileForm, PasteForm
from accounts.http import AuthenticatedHttpRequest
from accounts.importing.verdicts import judge
from accounts.models import Institution, JoinCode, StaffList
from accounts.views.staff.fetching import (
    at_managed_institution,
    roles_to_give,
    trail_of,
)

PER_PAGE = 100
FRESH, SKIPPED, WRONG = "nowe", "pominiete", "bledne"


@at_managed_institution
@require_safe
def add(request: AuthenticatedHttpRequest, place: Institution) -> HttpResponse:
    """Offer three ways: pasting, a file, the printed sheet."""
    roles = roles_to_give(request.user)
    return _ask(request, place, PasteForm(roles=roles), FileForm(roles=roles))


@at_managed_institution
@require_http_methods(["GET", "POST"])
def paste(request: AuthenticatedHttpRequest, place: Institution) -> HttpResponse:
    """Understand a pasted text."""
    if request.method != "POST":
        return redirect("staff:add", place.slug)
    roles = roles_to_give(request.user)
    form = PasteForm(request.POST, roles=roles)
    if form.is_valid():
        return _keep(request, place, form)
    return _ask(request, place, form, FileForm(roles=roles))


@at_managed_institution
@require_http_methods(["GET", "POST"])
def upload(request: AuthenticatedHttpRequest, place: Institution) -> HttpResponse:
    """Understand a CSV file."""
    if request.method != "POST":
        return redirect("staff:add", place.slug)
    roles = roles_to_give(request.user)
    form = FileForm(request.POST, request.FILES, roles=roles)
    if form.is_valid():
        return _keep(request, place, form)
    return _ask(request, place, PasteForm(roles=roles), form)


def _ask(
    request: AuthenticatedHttpRequest,
    place: Institution,
    paste_form: PasteForm,
    file_form: FileForm,
) -> HttpResponse:
    context = {
        "place": place,
        "trail": trail_of(place, (_("Add people"), "")),
        "paste_form": paste_form,
        "file_form": file_form,
        "has_code": JoinCode.objects.filter(institution=place).exists(),
    }
    return render(request, "accounts/staff/add.html", context)


def _keep(
    request: AuthenticatedHttpRequest, place: Institution, form: PasteForm | FileForm
) -> HttpResponse:
    understood = form.cleaned_data["understood"]
    kept = keep_list(place, understood=understood, actor=request.user)
    return redirect("staff:preview", place.slug, kept.pk)


@at_managed_institution
@require_safe
def preview(
    request: AuthenticatedHttpRequest, place: Institution, list_pk: UUID
) -> HttpResponse:
    """Show what was understood; nothing has been sent."""
    staff_list = _find(request, place, list_pk)
    verdict = judge(staff_list)
    lists: dict[str, Sequence[object]] = {
        FRESH: verdict.fresh,
        SKIPPED: verdict.skipped,
        WRONG: verdict.problems,
    }
    shown = request.GET.get("pokaz", "")
    if shown not in lists:
        shown = next((key for key, rows in lists.items() if rows), FRESH)
    context = {
        "place": place,
        "trail": trail_of(place, (_("Check before sending"), "")),
        "staff_list": staff_list,
        "verdict": verdict,
        "shown": shown,
        "page": Paginator(lists[shown], PER_PAGE).get_page(request.GET.get("strona")),
        "query": f"&pokaz={shown}",
    }
    return render(request, "accounts/staff/preview.html", context)


@at_managed_institution
@require_POST
def send(
    request: AuthenticatedHttpRequest, place: Institution, list_pk: UUID
) -> HttpResponse:
    """Invite everybody on the list."""
    staff_list = _find(request, place, list_pk)
    try:
        made = send_list(staff_list, actor=request.user)
    except ListGone:
        messages.info(request, _("This list has been sent already."))
    else:
        messages.success(
            request,
            ngettext(
                "%(count)d invitation is on its way.",
                "%(count)d invitations are on their way.",
                len(made),
            )
            % {"count": len(made)},
        )
    return redirect("staff:list", place.slug)


@at_managed_institution
@require_POST
def drop(
    request: AuthenticatedHttpRequest, place: Institution, list_pk: UUID
) -> HttpResponse:
    """Forget the list."""
    drop_list(_find(request, place, list_pk))
    messages.info(request, _("Nobody was invited."))
    return redirect("staff:add", place.slug)


def _find(
    request: AuthenticatedHttpRequest, place: Institution, list_pk: UUID
) -> StaffList:
    """Fetch one's own list; a sent one stays found for a second click."""
    own = StaffList.objects.visible_to(request.user).filter(institution=place)
    return get_object_or_404(own.select_related("institution"), pk=list_pk)
