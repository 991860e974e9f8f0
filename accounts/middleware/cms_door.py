from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import User
from accounts.roles import CMS_ROLES

CMS = "/cms/"
_SIGN_IN = f"{CMS}login/"


class CmsDoor:
    """Refuse the whole tree of the CMS to all but editors and administrators.

    Wagtail asks for its own permission view by view; one forgotten view would be
    an open one, and nearly every advisory of the CMS begins inside this tree.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],  # noqa: ARG002
        args: tuple[Any, ...],  # noqa: ARG002
        kwargs: dict[str, Any],  # noqa: ARG002
    ) -> HttpResponse | None:
        if not request.path_info.startswith(CMS):
            return None
        if not isinstance(request.user, User):
            # Our own view answers there, and keeps the address asked for.
            is_door = request.path_info == _SIGN_IN
            return None if is_door else redirect_to_login(request.get_full_path())
        if not request.user.has_role(*CMS_ROLES):
            raise Http404
        return None
