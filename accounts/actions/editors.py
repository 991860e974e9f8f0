"""Wagtail gives rights on pages to groups only; one group follows the roles.

The group opens nothing by itself: the door of the CMS is `wagtailadmin.access_admin`,
which `accounts.backends` answers from the roles held today. What the group may do
inside is laid down by `home`, whose pages they are.
"""

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import CMS_ROLES

EDITORS = "cms-editors"


def keep_editor_in_step(user: User) -> None:
    """Put `user` among the editors, or take them out, as their roles say today."""
    if user.has_role(*CMS_ROLES):
        group, _created = Group.objects.get_or_create(name=EDITORS)
        user.groups.add(group)
    else:
        user.groups.remove(*Group.objects.filter(name=EDITORS))
