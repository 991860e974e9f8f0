from django.db import models
from django.utils.translation import gettext_lazy as _

from bank.models.material import Material


class ImportedMaterial(models.Model):
    """Which record of a file a material came from, so that none comes twice."""

    material = models.OneToOneField(
        Material,
        verbose_name=_("material"),
        on_delete=models.CASCADE,
        related_name="imported_as",
    )
    external_id = models.CharField(_("id in the file"), max_length=120, unique=True)
    checksum = models.CharField(_("checksum of the record"), max_length=64)

    class Meta:
        verbose_name = _("imported material")
        verbose_name_plural = _("imported materials")

    def __str__(self) -> str:
        return self.external_id
