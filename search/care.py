"""The pages on which moderators look after search, as tabs beside each other."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from search.presentation import Link


def care_tabs(user: User, current: str) -> list[Link]:
    """Name those `user` may open; `current` is the address of this one."""
    pages = [
        ("search:quality", _("Without an answer")),
        ("search:needs", _("Needs")),
    ]
    if user.has_role(Role.MODERATOR):
        pages.append(("search:synonyms", _("Synonyms")))
    return [Link(label, reverse(name), name == current) for name, label in pages]
