"""The roles a person may hold, and which of them ask for more care."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does in the gmina's bank; a guest is who has none."""

    TEACHER = "teacher", _("teacher")
    SPECIALIST = "specialist", _("specialist")
    MODERATOR = "moderator", _("bank moderator")
    EDITOR = "editor", _("editor")
    HEAD = "head", _("head of institution")
    OFFICE = "office", _("education office")
    SCHOOL_IT = "school_it", _("school IT person")
    ADMINISTRATOR = "administrator", _("administrator")
    OBSERVER = "observer", _("observer")


# A second factor is required of those who can change what others see.
SECOND_FACTOR_ROLES = frozenset(
    {Role.MODERATOR, Role.EDITOR, Role.OFFICE, Role.ADMINISTRATOR}
)

# Who enters the CMS; everybody else works in our own pages.
CMS_ROLES = frozenset({Role.EDITOR, Role.ADMINISTRATOR})

# Held for the gmina as a whole, so no single school decides about such a person.
GMINA_ROLES = frozenset(
    {Role.MODERATOR, Role.EDITOR, Role.OFFICE, Role.ADMINISTRATOR, Role.OBSERVER}
)

# Mean nothing without the place they are for.
ROLES_OF_A_PLACE = frozenset({Role.HEAD, Role.SCHOOL_IT})
