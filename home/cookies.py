"""Every cookie we set, told on the privacy page; a test compares both."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Cookie:
    """A cookie in the words of its reader."""

    name: str
    purpose: StrPromise
    lifetime: StrPromise


def cookies_we_set() -> list[Cookie]:
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("keeps you signed in and remembers the theme a guest has chosen"),
            _("up to 30 days, or until you sign out"),
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("protects forms from being sent by another site in your name"),
            _("one year"),
        ),
    ]
