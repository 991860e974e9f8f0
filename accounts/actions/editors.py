"""Wagtail gives rights on pages to groups only; one group of ours follows the roles.

The group opens nothing by itself: the door of the CMS is `wagtailadmin.access_admin`,
which `accounts.backends` answers from the roles held today.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from accounts.models import User
from accounts.roles import CMS_ROLES

EDITORS = "Redaktorzy"
_PAGE_VERBS = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
_FILE_VERBS = ("add", "change", "choose")


def keep_editor_in_step(user: User) -> None:
    """Put `user` among the editors, or take them out, as their roles say today."""
    if user.has_role(*CMS_ROLES):
        user.groups.add(editors_group())
    else:
        user.groups.remove(*Group.objects.filter(name=EDITORS))


def editors_group() -> Group:
    """Return the group of editors, with its rights on every page, image and file."""
    group, created = Group.objects.get_or_create(name=EDITORS)
    if created:
        _give_rights(group)
    return group


def _give_rights(group: Group) -> None:
    root = Page.get_first_root_node()
    for permission in _permissions(Page, _PAGE_VERBS):
        GroupPagePermission.objects.get_or_create(
            group=group, page=root, permission=permission
        )
    collection = Collection.get_first_root_node()
    for model in (get_image_model(), get_document_model()):
        for permission in _permissions(model, _FILE_VERBS):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )


def _permissions(
    model: type[models.Model], verbs: tuple[str, ...]
) -> models.QuerySet[Permission]:
    codenames = [f"{verb}_{model._meta.model_name}" for verb in verbs]
    return Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(model), codename__in=codenames
    )
