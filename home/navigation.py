"""Ways through the site: each shown only where its page exists and opens."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from accounts.models import User
from accounts.roles import Role
from home.addresses import url_or_none
from home.models import InformationPage

_EVERYBODY: frozenset[Role] = frozenset()
FOOTER_PAGES = "home.footer_pages"
_FOOTER_AGE = 60


@dataclass(frozen=True)
class Area:
    """One of the parts the site is made of, named by the address it lives at."""

    key: str
    label: StrPromise
    icon: str
    url_name: str
    prefix: str
    is_public: bool = True


@dataclass(frozen=True)
class MenuItem:
    """A link shown only where its page exists."""

    label: str | StrPromise
    url: str
    icon: str = ""
    key: str = ""
    is_current: bool = False
    is_exact: bool = False


@dataclass(frozen=True)
class OwnPage:
    """A page of one's own; with `roles`, only for those who hold one of them."""

    label: StrPromise
    url_name: str
    icon: str
    roles: frozenset[Role] = _EVERYBODY


AREAS = [
    Area("bank", _("Bank"), "library", "bank:list", "/bank/"),
    Area("siec", _("Networks"), "users-round", "network:list", "/sieci/", False),
]
USER_MENU = [
    OwnPage(_("My materials"), "bank:mine", "files"),
    OwnPage(
        _("Review desk"),
        "bank:review_desk",
        "clipboard-check",
        frozenset({Role.MODERATOR}),
    ),
    OwnPage(
        _("People"),
        "accounts:people",
        "users",
        frozenset({Role.OFFICE, Role.ADMINISTRATOR}),
    ),
    OwnPage(
        _("Log"),
        "accounts:audit",
        "scroll-text",
        frozenset({Role.OFFICE, Role.ADMINISTRATOR}),
    ),
    OwnPage(
        _("Panel of the gmina"),
        "panel",
        "chart-column",
        frozenset({Role.OFFICE, Role.ADMINISTRATOR, Role.OBSERVER}),
    ),
    OwnPage(_("My account"), "accounts:home", "settings"),
]
FOOTER = [
    (_("News"), "news_list"),
    (_("Institutions"), "institution_list"),
    (_("Help"), "help"),
    (_("Accessibility statement"), "accessibility"),
    (_("Privacy"), "privacy"),
]


def areas(request: HttpRequest) -> list[MenuItem]:
    """Parts of the site that open for who looks."""
    signed_in = _person(request) is not None
    return [
        MenuItem(
            label=area.label,
            url=url,
            icon=area.icon,
            key=area.key,
            is_current=request.path.startswith(area.prefix),
            is_exact=request.path == url,
        )
        for area in AREAS
        if (area.is_public or signed_in) and (url := url_or_none(area.url_name))
    ]


def user_menu(request: HttpRequest) -> list[MenuItem]:
    """One's own pages, by role; roles are loaded for the second factor anyway."""
    person = _person(request)
    if person is None:
        return []
    return [
        MenuItem(label=page.label, url=url, icon=page.icon)
        for page in USER_MENU
        if (not page.roles or person.has_role(*page.roles))
        and (url := url_or_none(page.url_name))
    ]


def footer_links() -> list[MenuItem]:
    """Steady pages, then those that editors put there; a query once a minute."""
    steady = [
        MenuItem(label=label, url=url)
        for label, name in FOOTER
        if (url := url_or_none(name))
    ]
    return [*_footer_pages(), *steady]


def _footer_pages() -> list[MenuItem]:
    known = cache.get(FOOTER_PAGES)
    if known is None:
        pages = InformationPage.objects.live().in_menu().order_by("path")
        known = [(page.title, page.url) for page in pages]
        cache.set(FOOTER_PAGES, known, _FOOTER_AGE)
    return [MenuItem(label=title, url=url) for title, url in known if url]


def _person(request: HttpRequest) -> User | None:
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None
