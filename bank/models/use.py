"""How often materials are read and used: numbers by day, and of nobody."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.viewing import is_viewed
from bank.models.material import Material
from bank.models.material_query import MaterialQuerySet


def with_use_since(materials: MaterialQuerySet, day: date) -> MaterialQuerySet:
    """Add `reads_lately` and `uses_lately`, None where nothing was counted."""
    days = UseDay.objects.filter(material=OuterRef("pk"), day__gte=day).order_by()
    by_material = days.values("material")
    return materials.annotate(
        reads_lately=Subquery(by_material.annotate(n=Sum("reads")).values("n")),
        uses_lately=Subquery(by_material.annotate(n=Sum("uses")).values("n")),
    )


def is_counted(reader: User | AnonymousUser, material: Material) -> bool:
    """Say whether what `reader` does with it counts; reads `authors`.

    Their own does not, nor what is not published, nor a look as somebody else.
    """
    if is_viewed(reader) or not material.live:
        return False
    return not (isinstance(reader, User) and material.is_written_by(reader))


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
