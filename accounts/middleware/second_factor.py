from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import User

# What a person must reach to set the second factor up, or to give up.
_OPEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_set_password",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)


class SecondFactor:
    """Have those who change what others see set up a second factor before all else."""

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
        match = request.resolver_match
        if match is not None and match.view_name in _OPEN:
            return None
        return redirect("mfa_activate_totp") if _is_due(request) else None


def _is_due(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and lacks_second_factor(request.user)


def lacks_second_factor(user: User) -> bool:
    """Say whether nothing opens to `user` before they set a second factor up."""
    return not settings.DEMO and user.needs_second_factor and not _has_one(user)


def _has_one(user: User) -> bool:
    """Say whether `user` has a second factor; `RoleBackend.get_user` knows already."""
    known: bool | None = getattr(user, "has_second_factor", None)
    return bool(is_mfa_enabled(user)) if known is None else known
