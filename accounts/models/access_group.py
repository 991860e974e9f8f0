from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class AccessGroup(models.Model):
    """People who may see the same things.

    A network owns one and keeps its members in step. This is the only kind of
    group that materials, files and search know.
    """

    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("access group")
        verbose_name_plural = _("access groups")

    def __str__(self) -> str:
        return self.name


class AccessGroupMemberQuerySet(models.QuerySet["AccessGroupMember"]):
    def current(self) -> AccessGroupMemberQuerySet:
        """Narrow to memberships in force today."""
        today = timezone.localdate()
        return self.filter(
            models.Q(starts_on__isnull=True) | models.Q(starts_on__lte=today),
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=today),
        )


class AccessGroupMember(models.Model):
    group = models.ForeignKey(
        AccessGroup,
        verbose_name=_("access group"),
        on_delete=models.CASCADE,
        related_name="members",
    )
    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="access_groups",
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = AccessGroupMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("access group member")
        verbose_name_plural = _("access group members")
        constraints = [
            models.UniqueConstraint("group", "user", name="once_in_an_access_group")
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.user_id}"
