from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.institution import Institution
from accounts.models.user import User

KEPT_FOR = timedelta(days=1)


class StaffListQuerySet(models.QuerySet["StaffList"]):
    def visible_to(self, user: User) -> StaffListQuerySet:
        """Narrow to one's own lists, of institutions that are still one's to manage."""
        managed = Institution.objects.managed_by(user)
        return self.filter(made_by=user, institution__in=managed)

    def unsent(self) -> StaffListQuerySet:
        """Narrow to those still to be decided about."""
        fresh = timezone.now() - KEPT_FOR
        return self.filter(sent_at__isnull=True, made_at__gt=fresh)


class StaffList(models.Model):
    """What was understood of a pasted text or a file, kept until it is confirmed.

    `rows` are `accounts.importing.people.Row`, `problems` lines that could not be
    read; both are emptied when the list is sent, for they are personal data.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    made_by = models.ForeignKey(
        User, verbose_name=_("made by"), on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    rows = models.JSONField(_("people"), default=list)
    problems = models.JSONField(_("problems"), default=list)
    ignored = models.JSONField(_("columns left out"), default=list)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = StaffListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of people to invite")
        verbose_name_plural = _("lists of people to invite")

    def __str__(self) -> str:
        return str(self.pk)
