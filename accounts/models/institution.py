from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.municipality import TERC_LENGTH, check_terc
from accounts.roles import Role

if TYPE_CHECKING:
    from accounts.models.user import User


class InstitutionKind(models.TextChoices):
    KINDERGARTEN = "kindergarten", _("kindergarten")
    SCHOOL = "school", _("primary school")
    OFFICE = "office", _("education office")


class InstitutionGroup(models.Model):
    """Several institutions under one head (zespół szkół)."""

    name = models.CharField(_("name"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("group of institutions")
        verbose_name_plural = _("groups of institutions")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class InstitutionQuerySet(models.QuerySet["Institution"]):
    def visible_to(
        self,
        user: User | AnonymousUser,  # noqa: ARG002
    ) -> InstitutionQuerySet:
        """Narrow to what `user` may know of: schools and kindergartens are public."""
        return self.all()

    def managed_by(self, user: User | AnonymousUser) -> InstitutionQuerySet:
        """Narrow to institutions whose people `user` may invite and look after today."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_administrator or user.has_role(Role.OFFICE):
            return self.all()
        return self.filter(pk__in=user.places_of(Role.HEAD, Role.SCHOOL_IT))


class Institution(models.Model):
    """A school, a kindergarten or the education office itself."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=InstitutionKind)
    rspo = models.CharField(
        _("RSPO number"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d+$")],
    )
    town = models.CharField(_("town"), max_length=80, blank=True)
    terc = models.CharField(
        _("TERC code"), max_length=TERC_LENGTH, blank=True, validators=[check_terc]
    )
    group = models.ForeignKey(
        InstitutionGroup,
        verbose_name=_("group of institutions"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="institutions",
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                "rspo", condition=~models.Q(rspo=""), name="one_institution_per_rspo"
            )
        ]

    def __str__(self) -> str:
        return self.name
