"""How often materials are read and used: numbers by day, and of nobody."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.viewing import is_viewed
from bank.models.material import Material


def is_counted(reader: User | AnonymousUser, material: Material) -> bool:
    """Say whether what `reader` does with it counts; reads `authors`.

    Their own does not, nor what is not published, nor a look as somebody else.
    """
    if is_viewed(reader) or not material.live:
        return False
    return not (isinstance(reader, User) and material.is_written_by(reader))


class UseDayQuerySet(models.QuerySet["UseDay"]):
    def since(self, day: date) -> UseDayQuerySet:
        """Narrow to what was counted on `day` and later."""
        return self.filter(day__gte=day)

    def sums(self) -> dict[str, int]:
        """Add up `reads` and `uses`; one query."""
        return self.aggregate(
            reads=Coalesce(Sum("reads"), 0), uses=Coalesce(Sum("uses"), 0)
        )


class UseDay(models.Model):
    """What was done with one material on one day.

    A month that ended over a year ago is one row, on its first day.
    """

    material = models.ForeignKey(
        Material,
        verbose_name=_("material"),
        on_delete=models.CASCADE,
        related_name="use_days",
    )
    day = models.DateField(_("day"))
    reads = models.PositiveIntegerField(_("times read"), default=0)
    uses = models.PositiveIntegerField(_("times used"), default=0)

    objects = UseDayQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("use on a day")
        verbose_name_plural = _("uses by day")
        constraints = [
            models.UniqueConstraint("material", "day", name="one_use_row_per_day")
        ]
        indexes = [models.Index(fields=["day"], name="bank_use_of_day")]

    def __str__(self) -> str:
        return f"{self.material_id}, {self.day:%Y-%m-%d}"


class UseTotal(models.Model):
    """What was done with a material in the last year, as search was last told."""

    material = models.OneToOneField(
        Material,
        verbose_name=_("material"),
        on_delete=models.CASCADE,
        related_name="use_total",
        primary_key=True,
    )
    reads = models.PositiveIntegerField(_("times read"), default=0)
    uses = models.PositiveIntegerField(_("times used"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("use in a year")
        verbose_name_plural = _("uses in a year")

    def __str__(self) -> str:
        return f"{self.material_id}"
