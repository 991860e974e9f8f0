"""The request as views behind a sign-in see it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from accounts.models import User


class AuthenticatedHttpRequest(HttpRequest):
    """A request whose `user` is a person; only for annotations."""

    if TYPE_CHECKING:
        user: User
