"""How people prove who they are, and what their roles allow the libraries to them."""

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

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

    def get_user(self, user_id: int) -> User | None:
        """Load who is signed in, and with them whether they have a second factor."""
        factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
            type=Authenticator.Type.RECOVERY_CODES
        )
        people = User.objects.annotate(has_second_factor=Exists(factors))
        user = people.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

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
