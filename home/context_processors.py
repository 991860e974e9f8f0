"""What `base.html` reads on every page; lazy, so that errors need no database."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import Municipality, Theme
from home.addresses import url_or_none
from home.navigation import areas, footer_links, user_menu
from home.release import release_date

THEME_SESSION_KEY = "theme"


def current_theme(request: HttpRequest) -> str:
    """Read the theme of whoever looks: their own choice, or the session's."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return str(user.theme)
    session = getattr(request, "session", {})
    return str(session.get(THEME_SESSION_KEY, Theme.AUTO))


def layout(request: HttpRequest) -> dict[str, Any]:
    """What `base.html` reads on every page."""
    if request.path_info.startswith("/cms/"):
        return {}  # Wagtail's own layout, whose templates use some of our names
    return {
        "theme": SimpleLazyObject(lambda: current_theme(request)),
        "themes": Theme.choices,
        "theme_url": url_or_none("theme"),
        "municipality": SimpleLazyObject(Municipality.shown_name),
        "release": release_date(),
        "areas": SimpleLazyObject(lambda: areas(request)),
        "search_url": url_or_none("search:results"),
        "notifications_url": url_or_none("notifications:inbox"),
        "login_url": url_or_none("account_login"),
        "user_menu": SimpleLazyObject(lambda: user_menu(request)),
        "footer_links": SimpleLazyObject(footer_links),
    }
