"""What we do when somebody signs in: Wagtail's rights follow the roles."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.http import HttpRequest

from accounts.models import User
from home.actions.cms import admit_to_cms
from home.models.media import may_use_cms
from home.navigation import FOOTER_PAGES


def admit_editors(
    sender: type[AbstractBaseUser],  # noqa: ARG001
    request: HttpRequest | None,  # noqa: ARG001
    user: AbstractBaseUser,
    **kwargs: object,  # noqa: ARG001
) -> None:
    if isinstance(user, User) and may_use_cms(user):
        admit_to_cms(user)


def forget_footer(sender: type[object], **kwargs: object) -> None:  # noqa: ARG001
    """Have the footer read its pages anew once an editor published or hid one."""
    cache.delete(FOOTER_PAGES)
