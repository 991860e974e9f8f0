"""The page of one material, its print and its history."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from bank.models import Material
from bank.models.access import Verb, can
from bank.models.use import is_counted
from bank.sheet import sheet_of
from bank.similar import similar_materials
from bank.use_in_words import use_in_words
from bank.views.fetching import latest_text, visible_material, visible_with_use


@require_safe
def material(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show the material as published; to its authors and reviewers also before."""
    found = visible_with_use(request, pk)
    if slug != found.slug:
        return redirect(found, permanent=found.live)
    if found.is_withdrawn:
        context = {
            "material": found,
            "can_restore": can(request.user, Verb.RESTORE, found),
            "trail": _trail(found),
        }
        return render(request, "bank/withdrawn.html", context, status=410)
    context = page_context(request, found)
    context["use"] = use_in_words(found, request.user, timezone.localdate())
    context["similar"] = similar_materials(found, request.user) if found.live else []
    return render(request, "bank/material.html", context)


@require_safe
def print_sheet(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show the material as a sheet of paper."""
    found = visible_material(request, pk)
    if slug != found.slug or found.is_withdrawn:
        return redirect(found)
    context = page_context(request, found)
    context["address"] = f"{settings.SITE_ORIGIN}{found.get_absolute_url()}"
    return render(request, "bank/print.html", context)


def page_context(request: HttpRequest, found: Material) -> dict[str, object]:
    """Decide what the page of a material shows to this reader."""
    is_author = isinstance(request.user, User) and found.is_written_by(request.user)
    tools = {
        f"can_{verb}": can(request.user, verb, found)
        for verb in (Verb.CORRECT, Verb.WITHDRAW, Verb.FEATURE, Verb.UNFEATURE)
    }
    return {
        "sheet": sheet_of(
            found if found.live else latest_text(found), is_published=found.live
        ),
        "material": found,
        "is_author": is_author,
        "is_counted": is_counted(request.user, found),
        **tools,
        "has_tools": any(tools.values()),
        "trail": _trail(found),
    }


def _trail(found: Material) -> list[tuple[str, str]]:
    return [(_("Bank"), "/bank/"), (str(found), "")]
