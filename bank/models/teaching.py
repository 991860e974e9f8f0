from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from bank.models.vocabulary import ClassYear, Subject


class TeachingProfile(models.Model):
    """What somebody teaches, as they say themselves; it narrows what is shown first.

    It gives no right and is seen by nobody else.
    """

    user = models.OneToOneField(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="teaching_profile",
    )
    subjects = models.ManyToManyField(
        Subject, verbose_name=_("subjects"), blank=True, related_name="+"
    )
    class_years = models.ManyToManyField(
        ClassYear, verbose_name=_("classes"), blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    class Meta:
        verbose_name = _("teaching profile")
        verbose_name_plural = _("teaching profiles")

    def __str__(self) -> str:
        return str(self.user_id)
