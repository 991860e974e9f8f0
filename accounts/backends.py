"""How people prove who they are, and what their roles allow the libraries to them."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.roles import CMS_ROLES, Role

# Wagtail's workflow asks for a permission to publish; ours is the role.
_PUBLISHING = "bank.publish_"
_CMS = "wagtailadmin.access_admin"


class RoleBackend(AuthenticationBackend):
    """allauth's sign-in, and permissions that follow the roles held today.

    One backend and not two: Django asks each, and a second one would still say yes
    to an editor whose role ran out, by the group Wagtail gives page rights through.
    """

    def has_perm(
        self, user_obj: User | AnonymousUser, perm: str, obj: object = None
    ) -> bool:
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        if perm == _CMS:
            return user_obj.has_role(*CMS_ROLES)
        if perm.startswith(_PUBLISHING):
            return user_obj.has_role(Role.MODERATOR)
        return bool(super().has_perm(user_obj, perm, obj))
