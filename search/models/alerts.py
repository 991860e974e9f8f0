from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from search.models.saved import SavedSearch


class AlertQuerySet(models.QuerySet["Alert"]):
    def told_to(self, user: User) -> AlertQuerySet:
        """Narrow to alerts of searches that are this person's."""
        return self.filter(search__owner=user).select_related("search")


class Alert(models.Model):
    """What one saved search found new at one moment: keys only, best first.

    Titles and the right to see them are looked up whenever it is shown or sent.
    """

    search = models.ForeignKey(
        SavedSearch,
        verbose_name=_("saved search"),
        on_delete=models.CASCADE,
        related_name="alerts",
    )
    keys = models.JSONField(_("found"), default=list)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")

    def __str__(self) -> str:
        return f"{self.search_id}: {len(self.keys)}"
