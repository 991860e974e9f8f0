"""A two-minute guide for each role; the words are Polish documents in templates."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from accounts.models import User
from accounts.roles import Role


@dataclass(frozen=True)
class Guide:
    """One guide: its address, whom it is for, and the roles that get it first."""

    slug: str
    label: StrPromise
    hint: StrPromise
    icon: str
    roles: frozenset[Role]

    @property
    def url(self) -> str:
        return reverse("guide", args=[self.slug])

    def is_for(self, reader: User | AnonymousUser) -> bool:
        """Whether its links open for who reads; a guest's lead to sign-in first."""
        if not isinstance(reader, User) or not self.roles:
            return True
        return reader.has_role(*self.roles)

    @property
    def template(self) -> str:
        return f"home/help/{self.slug}.html"


# In this order the first that fits a person is theirs: the rarer role comes first.
_BY_RARITY = (
    *("administrator", "organ", "redakcja", "moderacja"),
    *("dyrekcja", "informatyk", "koordynacja", "nauczyciel"),
)
GUIDES = {
    guide.slug: guide
    for guide in (
        Guide(
            "nauczyciel",
            _("Teacher or specialist"),
            _("Find, share, ask"),
            "book-open",
            frozenset({Role.TEACHER, Role.SPECIALIST}),
        ),
        Guide(
            "moderacja",
            _("Moderator of the bank"),
            _("Vet what others wrote"),
            "clipboard-check",
            frozenset({Role.MODERATOR}),
        ),
        Guide(
            "koordynacja",
            _("Coordinator of a network"),
            _("Bring people to talk"),
            "users-round",
            frozenset(),
        ),
        Guide(
            "dyrekcja",
            _("Head of a school or kindergarten"),
            _("Bring the staff in, see what they share"),
            "school",
            frozenset({Role.HEAD}),
        ),
        Guide(
            "organ",
            _("Education office"),
            _("Found networks, look after the whole gmina"),
            "landmark",
            frozenset({Role.OFFICE}),
        ),
        Guide(
            "redakcja",
            _("Editor of the pages"),
            _("Start page, information, pictures"),
            "panels-top-left",
            frozenset({Role.EDITOR}),
        ),
        Guide(
            "administrator",
            _("Administrator"),
            _("Set the site up and keep it well"),
            "list-checks",
            frozenset({Role.ADMINISTRATOR}),
        ),
        Guide(
            "informatyk",
            _("School IT person"),
            _("Help colleagues with their accounts"),
            "key-round",
            frozenset({Role.SCHOOL_IT}),
        ),
    )
}


def guide_for(user: User) -> Guide:
    """Choose the guide a person needs first; who has no role yet gets a teacher's."""
    for slug in _BY_RARITY:
        if user.has_role(*GUIDES[slug].roles):
            return GUIDES[slug]
    return GUIDES["nauczyciel"]
