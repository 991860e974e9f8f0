"""To whom a material is shown, and what its rights allow."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import AccessGroup, Institution
from bank.models.visibility import RightsBasis, RightsHolder, Visibility
from bank.models.vocabulary import License


class Shown(models.Model):
    """The licence, the rights and the visibility: the part of the text that opens it."""

    license = models.ForeignKey(
        License,
        verbose_name=_("licence"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="materials",
    )
    rights_basis = models.CharField(
        _("rights to the content"),
        max_length=16,
        choices=RightsBasis,
        default=RightsBasis.OWN,
    )
    rights_holder = models.CharField(
        _("holder of the rights"),
        max_length=16,
        choices=RightsHolder,
        default=RightsHolder.AUTHOR,
    )
    visibility = models.CharField(
        _("visibility"),
        max_length=16,
        choices=Visibility,
        default=Visibility.SIGNED_IN,
        db_index=True,
    )
    visibility_institution = models.ForeignKey(
        Institution,
        verbose_name=_("visible to the institution"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    visibility_group = models.ForeignKey(
        AccessGroup,
        verbose_name=_("visible to the network"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    visibility_roles = models.CharField(
        _("visible to the roles"),
        max_length=200,
        blank=True,
        help_text=_("Role keys, each between spaces."),
    )

    class Meta:
        abstract = True

    @property
    def allowed_roles(self) -> frozenset[str]:
        return frozenset(self.visibility_roles.split())

    @property
    def widest_visibility(self) -> Visibility:
        """How widely the licence and the rights let this be shown."""
        quoted = self.rights_basis == RightsBasis.QUOTED
        if quoted or (self.license and not self.license.allows_public):
            return Visibility.SIGNED_IN
        return Visibility.PUBLIC
