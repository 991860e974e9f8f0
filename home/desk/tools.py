"""Ways onwards for each role; only those whose page exists."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.models import Institution, User
from accounts.roles import Role
from home.addresses import url_or_none


@dataclass(frozen=True)
class Tool:
    """Something a role does, and where."""

    label: StrOrPromise
    hint: StrOrPromise
    icon: str
    url_name: str
    roles: frozenset[Role]
    slug: str = ""  # of the institution, where the page is one of its own

    @property
    def url(self) -> str:
        if self.slug:
            return reverse(self.url_name, args=[self.slug])
        return url_or_none(self.url_name) or ""


_AUTHORS = frozenset({Role.TEACHER, Role.SPECIALIST, Role.MODERATOR, Role.HEAD})
TOOLS = [
    Tool(
        _("Add a material"),
        _("A lesson plan or a game that works"),
        "file-plus",
        "bank:new",
        _AUTHORS,
    ),
    Tool(
        _("Review desk"),
        _("Materials waiting for a decision"),
        "clipboard-check",
        "bank:review_desk",
        frozenset({Role.MODERATOR}),
    ),
    Tool(
        _("How searches end"),
        _("After which words nothing was found or opened"),
        "search-check",
        "search:quality",
        frozenset({Role.MODERATOR, Role.OFFICE}),
    ),
    Tool(
        _("What is missing"),
        _("What people looked for in vain"),
        "search-x",
        "search:needs",
        frozenset({Role.MODERATOR, Role.OFFICE}),
    ),
    Tool(
        _("Synonyms of search"),
        _("What people call things, so that search finds them"),
        "replace",
        "search:synonyms",
        frozenset({Role.MODERATOR}),
    ),
    Tool(
        _("Panel of the gmina"),
        _("Institutions, networks and people in numbers"),
        "chart-column",
        "panel",
        frozenset({Role.OFFICE, Role.ADMINISTRATOR, Role.OBSERVER}),
    ),
    Tool(
        _("Write news"),
        _("What happens in the gmina or in your institution"),
        "megaphone",
        "news_write",
        frozenset({Role.MODERATOR, Role.HEAD, Role.OFFICE}),
    ),
    Tool(
        _("Edit pages"),
        _("Start page, information, institutions"),
        "panels-top-left",
        "wagtailadmin_home",
        frozenset({Role.EDITOR, Role.ADMINISTRATOR}),
    ),
    Tool(
        _("Setup list"),
        _("What the site still needs to be the gmina's own"),
        "list-checks",
        "setup:list",
        frozenset({Role.ADMINISTRATOR}),
    ),
    Tool(
        _("Accessibility statement"),
        _("Keep its dates and contents true"),
        "accessibility",
        "accessibility_edit",
        frozenset({Role.OFFICE, Role.ADMINISTRATOR}),
    ),
    Tool(
        _("Privacy page"),
        _("Controller, officer, retention"),
        "shield-check",
        "privacy_edit",
        frozenset({Role.OFFICE, Role.ADMINISTRATOR}),
    ),
    Tool(
        _("State of the system"),
        _("Database, search, mail, disk"),
        "activity",
        "health",
        frozenset({Role.ADMINISTRATOR}),
    ),
    Tool(
        _("Institutions"),
        _("Schools and kindergartens with what they share"),
        "school",
        "institution_list",
        frozenset({Role.OFFICE, Role.OBSERVER, Role.HEAD, Role.SCHOOL_IT}),
    ),
    Tool(
        _("Help"),
        _("How to search, submit and talk in a network"),
        "circle-question-mark",
        "help",
        frozenset({Role.OBSERVER, Role.SCHOOL_IT, Role.TEACHER, Role.SPECIALIST}),
    ),
]


def tools_of(user: User) -> list[Tool]:
    """What this person's roles let them do, in a steady order."""
    return _people_of_places(user) + [
        tool
        for tool in TOOLS
        if user.has_role(*tool.roles)
        and tool.url
        and (settings.CMS_ENABLED or tool.url_name != "wagtailadmin_home")
    ]


def _people_of_places(user: User) -> list[Tool]:
    """The staff of each institution somebody cares for without heading it.

    Who heads one finds its people in the part of the desk that is about it.
    """
    cared_for = user.places_of(Role.SCHOOL_IT) - user.places_of(Role.HEAD)
    if not cared_for:
        return []
    places = Institution.objects.filter(pk__in=cared_for)
    return [
        Tool(
            _("Our people"),
            place.short_name,
            "users",
            "staff:list",
            frozenset({Role.SCHOOL_IT}),
            slug=place.slug,
        )
        for place in places
    ]
