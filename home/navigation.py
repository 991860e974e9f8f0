"""Ways through the site: each shown only where its page exists and opens."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Q
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
MOST_AT_TOP = 2


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
    OwnPage(_("Saved searches"), "search:saved", "bookmark"),
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
    """Parts of the site that open for who looks, then pages that editors put there."""
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
    ] + _header_pages(request)


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
    """Those that editors put there, then steady pages; a query once a minute."""
    steady = [
        MenuItem(label=label, url=url)
        for label, name in FOOTER
        if (url := url_or_none(name))
    ]
    return [
        *(MenuItem(label=link.title, url=link.url) for link in _links() if link.below),
        *steady,
    ]


@dataclass(frozen=True)
class _Link:
    """A page that editors put into a menu, in the order of their tree."""

    title: str
    url: str
    above: bool
    below: bool


def _header_pages(request: HttpRequest) -> list[MenuItem]:
    """Pages at the top; more than two would push away what people came for."""
    return [
        MenuItem(
            label=link.title,
            url=link.url,
            icon="book-open",
            is_current=request.path.startswith(link.url),
            is_exact=request.path == link.url,
        )
        for link in [link for link in _links() if link.above][:MOST_AT_TOP]
    ]


def _links() -> list[_Link]:
    known: list[_Link] | None = cache.get(FOOTER_PAGES)
    if known is None:
        pages = InformationPage.objects.live().order_by("path")
        shown = pages.filter(Q(show_in_menus=True) | Q(in_header=True)).defer("body")
        known = [
            _Link(page.title, page.url, page.in_header, page.show_in_menus)
            for page in shown
            if page.url
        ]
        cache.set(FOOTER_PAGES, known, _FOOTER_AGE)
    return known


def _person(request: HttpRequest) -> User | None:
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None
