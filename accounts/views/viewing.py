"""Looking at the site as somebody else; for administrators, told and written down."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.actions.viewing import begin_viewing, end_viewing
from accounts.decorators import role_required
from accounts.exceptions import NotAllowed
from accounts.forms.viewing import ViewAsForm
from accounts.http import AuthenticatedHttpRequest
from accounts.middleware.view_as import VIEWING
from accounts.models import User, Viewing
from accounts.models.access import Verb, can
from accounts.roles import Role

_MOST_FOUND = 20


@role_required(Role.ADMINISTRATOR)
@require_safe
def choose(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Find the person as whom to look."""
    words = request.GET.get("kto", "").replace("\x00", "").strip()[:80]
    people = User.objects.active().managed_by(request.user)
    found = people.called(words).select_related("institution") if words else []
    context = {"words": words, "found": found[:_MOST_FOUND]}
    return render(request, "accounts/view_as/choose.html", context)


@role_required(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def begin(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then look."""
    person = get_object_or_404(User.objects.active().managed_by(request.user), pk=pk)
    if not can(request.user, Verb.VIEW_AS, person):
        raise PermissionDenied
    form = ViewAsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            viewing = begin_viewing(person, by=request.user, **form.cleaned_data)
        except NotAllowed as error:
            raise PermissionDenied from error
        request.session[VIEWING] = viewing.pk
        return redirect("start")
    context = {"form": form, "person": person}
    return render(request, "accounts/view_as/begin.html", context)


@role_required(Role.ADMINISTRATOR)
@require_POST
def end(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Be oneself again."""
    looks = Viewing.objects.select_related("actor", "person__institution")
    viewing = looks.filter(
        pk=request.session.pop(VIEWING, 0), actor=request.user
    ).first()
    if viewing is None:
        return redirect("accounts:view_as")
    end_viewing(viewing)
    messages.success(request, _("You see the site as yourself again."))
    return redirect("accounts:person", viewing.person_id)
