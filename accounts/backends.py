"""Django permissions that follow from roles, for the libraries that ask for them."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.roles import CMS_ROLES, Role

# Wagtail's workflow asks for a permission to publish; ours is the role.
_PUBLISHING = "bank.publish_"
_CMS = "wagtailadmin.access_admin"


class RoleBackend(BaseBackend):
    """Answer permission questions from the roles a person holds today."""

    def has_perm(
        self,
        user_obj: User | AnonymousUser,
        perm: str,
        obj: object = None,  # noqa: ARG002
    ) -> bool:
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        if perm == _CMS:
            return user_obj.has_role(*CMS_ROLES)
        return perm.startswith(_PUBLISHING) and user_obj.has_role(Role.MODERATOR)
