from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actions.viewing import end_viewing
from accounts.models import User, Viewing
from accounts.models.access import Verb, can

VIEWING = "viewing"
# What is one's own alone, and what leads to rights of another.
_CLOSED = (
    *("/konto/", "/cms/", "/_util/", "/powiadomienia/", "/bank/moje/"),
    *("/podglad-jako/", "/zaproszenie/", "/dolacz/"),
)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class ViewAs:
    """Show an administrator the site as somebody else sees it, and change nothing.

    Whatever a page writes while it is shown is undone with its transaction; what
    asks to write is refused before that. The session stays the administrator's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if VIEWING not in request.session or not isinstance(request.user, User):
            return self.get_response(request)
        if request.path_info in _ways_out():
            return self.get_response(request)
        actor = request.user
        viewing = _running(request.session[VIEWING], actor)
        if viewing is None:
            return _over(request, actor)
        return self._show(request, viewing, actor)

    def _show(
        self, request: HttpRequest, viewing: Viewing, actor: User
    ) -> HttpResponse:
        """Answer as the person would be answered, and give the request back."""
        person = viewing.person
        person.viewed_by = actor
        # No form for a second factor: this is not the person signing in.
        person.__dict__["has_second_factor"] = True
        request.user, request.viewing = person, viewing  # type: ignore[attr-defined]
        try:
            if request.method not in _SAFE or request.path_info.startswith(_CLOSED):
                return _refused(request)
            with transaction.atomic():
                response = self.get_response(request)
                transaction.set_rollback(True)
            return _refused(request) if _is_file(response) else response
        finally:
            request.user = actor


def _running(pk: int, actor: User) -> Viewing | None:
    """Find the look, while it is right: the administrator and the person still are."""
    looks = Viewing.objects.running().select_related("person__institution")
    viewing = looks.filter(pk=pk, actor=actor, person__is_active=True).first()
    if viewing is None or not can(actor, Verb.VIEW_AS, viewing.person):
        return None
    return viewing


def _over(request: HttpRequest, actor: User) -> HttpResponse:
    looks = Viewing.objects.select_related("actor", "person__institution")
    viewing = looks.filter(pk=request.session.pop(VIEWING), actor=actor).first()
    if viewing is not None:
        end_viewing(viewing)
    messages.info(request, _("The look as another person is over."))
    return redirect("start")


def _ways_out() -> frozenset[str]:
    return frozenset({reverse("accounts:end_view_as"), reverse("account_logout")})


def _is_file(response: HttpResponse) -> bool:
    """Say whether the answer would stay on the disk of who looks."""
    return response.get("Content-Disposition", "").startswith("attachment")


def _refused(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/view_as/refused.html", status=403)
