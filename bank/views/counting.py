"""Counting what readers do with a material; the pages themselves change nothing."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import AuthenticatedHttpRequest
from accounts.limits import is_within_limit
from accounts.marks import reader_key
from bank.actions.counting import count_read, count_use
from bank.models import Material


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Count that the page of a material stayed open for a while."""
    return _counted(request, pk, count_read)


@require_POST
def taken(request: HttpRequest, pk: int) -> HttpResponse:
    """Count that a material was printed, or a file of it downloaded."""
    return _counted(request, pk, count_use)


@login_required
@require_POST
def taught(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Count that somebody says they used a material in a lesson."""
    material = _published(request, pk)
    if not is_within_limit(request, "count_use", key=reader_key(request)):
        messages.error(request, _("That is a lot for one hour. Come back later."))
    elif _count(request, material, count_use):
        messages.success(request, _("Thank you. It is counted, without your name."))
    else:
        messages.info(request, _("It is counted for today already."))
    return redirect(material)


def _counted(request: HttpRequest, pk: int, count: Callable[..., bool]) -> HttpResponse:
    material = _published(request, pk)
    if not is_within_limit(request, "count_use", key=reader_key(request)):
        return HttpResponse(status=429)
    _count(request, material, count)
    return HttpResponse(status=204)


def _count(
    request: HttpRequest, material: Material, count: Callable[..., bool]
) -> bool:
    return count(
        material,
        reader=request.user,
        who=reader_key(request),
        today=timezone.localdate(),
    )


def _published(request: HttpRequest, pk: int) -> Material:
    visible = Material.objects.published().visible_to(request.user)
    return get_object_or_404(visible.prefetch_related("authors"), pk=pk)
