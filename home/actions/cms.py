from django.contrib.auth.models import Group

from accounts.models import User
from home.roles import CMS_GROUP


def admit_to_cms(user: User) -> None:
    """Give `user` the group to which Wagtail's page rights belong.

    Membership alone opens nothing: the door asks for the role at every request.
    """
    if not user.groups.filter(name=CMS_GROUP).exists():
        user.groups.add(Group.objects.get(name=CMS_GROUP))
