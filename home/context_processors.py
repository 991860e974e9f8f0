"""What `base.html` reads on every page; lazy, so that errors need no database."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from accounts.models import Theme
from home.release import release_date

THEME_SESSION_KEY = "theme"


@dataclass(frozen=True)
class Area:
    """One of the parts the site is made of, named by the address it lives at."""

    key: str
    label: StrPromise
    icon: str
    url_name: str
    prefix: str


@dataclass(frozen=True)
class MenuItem:
    """A link shown only where its page exists."""

    label: StrPromise
    url: str
    icon: str = ""
    key: str = ""
    is_current: bool = False
    is_exact: bool = False


AREAS = [
    Area("bank", _("Bank"), "library", "bank:list", "/bank/"),
    Area("siec", _("Networks"), "users-round", "network:list", "/sieci/"),
]
USER_MENU = [
    (_("My materials"), "bank:mine", "files"),
    (_("Review desk"), "bank:review_desk", "clipboard-check"),
    (_("My account"), "accounts:home", "settings"),
]
FOOTER = [
    (_("Accessibility statement"), "accessibility"),
    (_("Privacy"), "privacy"),
    (_("Help"), "help"),
]


@cache
def url_or_none(name: str) -> str | None:
    """Say where a page lives, or nothing when this installation lacks it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def current_theme(request: HttpRequest) -> str:
    """Read the theme of whoever looks: their own choice, or the session's."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return str(user.theme)
    session = getattr(request, "session", {})
    return str(session.get(THEME_SESSION_KEY, Theme.AUTO))


def _areas(path: str) -> list[MenuItem]:
    return [
        MenuItem(
            label=area.label,
            url=url,
            icon=area.icon,
            key=area.key,
            is_current=path.startswith(area.prefix),
            is_exact=path == url,
        )
        for area in AREAS
        if (url := url_or_none(area.url_name))
    ]


def layout(request: HttpRequest) -> dict[str, Any]:
    """What `base.html` reads on every page."""
    if request.path_info.startswith("/cms/"):
        return {}  # Wagtail's own layout, whose templates use some of our names
    return {
        "theme": SimpleLazyObject(lambda: current_theme(request)),
        "themes": Theme.choices,
        "theme_url": url_or_none("theme"),
        "municipality": settings.MUNICIPALITY,
        "release": release_date(),
        "areas": _areas(request.path),
        "search_url": url_or_none("search:results"),
        "notifications_url": url_or_none("notifications:inbox"),
        "login_url": url_or_none("account_login"),
        "user_menu": [
            MenuItem(label=label, url=url, icon=icon)
            for label, name, icon in USER_MENU
            if (url := url_or_none(name))
        ],
        "footer_links": [
            MenuItem(label=label, url=url)
            for label, name in FOOTER
            if (url := url_or_none(name))
        ],
    }
