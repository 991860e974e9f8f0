"""How often a material was read and used, said to those who wrote or vetted it."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.models.viewing import is_viewed
from accounts.roles import Role
from bank.models import Material
from bank.school_year import SchoolYear


def use_in_words(material: Material, reader: User | AnonymousUser, today: date) -> str:
    """Sum up this school year for an author or a moderator; "" for others.

    Reads `authors` and what `with_use_since` adds.
    """
    if not isinstance(reader, User) or is_viewed(reader) or not material.live:
        return ""
    if not (material.is_written_by(reader) or reader.has_role(Role.MODERATOR)):
        return ""
    said = {
        "year": SchoolYear.containing(today),
        "reads": _reads(getattr(material, "reads_lately", None) or 0),
        "uses": _uses(getattr(material, "uses_lately", None) or 0),
    }
    return _("In the school year %(year)s: %(reads)s, %(uses)s") % said


def _reads(number: int) -> str:
    return ngettext("%(n)d reading", "%(n)d readings", number) % {"n": number}


def _uses(number: int) -> str:
    return ngettext("%(n)d use", "%(n)d uses", number) % {"n": number}
