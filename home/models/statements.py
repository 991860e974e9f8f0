"""What the gmina declares about the site: values here, structure in templates."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_LONG = [MaxLengthValidator(4000)]


class Conformity(models.TextChoices):
    FULL = "full", _("fully conforming")
    PARTIAL = "partial", _("partially conforming")
    NONE = "none", _("not conforming")


class Basis(models.TextChoices):
    SELF = "self", _("self-assessment by the public body")
    AUDIT = "audit", _("audit by an outside body")


class AccessibilityStatement(models.Model):
    """Values of the accessibility statement; the one row has the key 1."""

    body_name = models.CharField(_("public body"), max_length=200, blank=True)
    published_on = models.DateField(_("site published"), null=True, blank=True)
    updated_on = models.DateField(
        _("last important change of the site"), null=True, blank=True
    )
    conformity = models.CharField(
        _("conformity"), max_length=8, choices=Conformity, default=Conformity.PARTIAL
    )
    failures = models.TextField(
        _("what does not conform, and why"), blank=True, validators=_LONG
    )
    burden = models.TextField(
        _("what would cost disproportionately"), blank=True, validators=_LONG
    )
    burden_url = models.URLField(_("analysis of the burden"), blank=True)
    exempt = models.TextField(
        _("content the act does not cover"), blank=True, validators=_LONG
    )
    prepared_on = models.DateField(_("statement prepared"), null=True, blank=True)
    reviewed_on = models.DateField(_("statement reviewed"), null=True, blank=True)
    basis = models.CharField(
        _("basis"), max_length=8, choices=Basis, default=Basis.SELF
    )
    report_url = models.URLField(_("report of the assessment"), blank=True)
    contact_name = models.CharField(
        _("contact person or unit"), max_length=120, blank=True
    )
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_phone = models.CharField(_("contact telephone"), max_length=40, blank=True)
    architecture = models.TextField(
        _("accessibility of the building"), blank=True, validators=_LONG
    )
    communication = models.TextField(
        _("accessibility of communication"), blank=True, validators=_LONG
    )

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="one_accessibility_statement"
            )
        ]

    def __str__(self) -> str:
        return self.body_name

    @classmethod
    def load(cls) -> AccessibilityStatement:
        """The statement in force, or an empty one; one query."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class DataController(models.Model):
    """Who answers for personal data; the one row has the key 1."""

    name = models.CharField(_("controller"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    officer_name = models.CharField(
        _("data protection officer"), max_length=120, blank=True
    )
    officer_email = models.EmailField(_("officer's e-mail"), blank=True)
    legal_basis = models.TextField(_("legal basis"), blank=True, validators=_LONG)
    retention = models.TextField(
        _("how long data are kept"), blank=True, validators=_LONG
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("data controller")
        verbose_name_plural = _("data controllers")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_data_controller")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def load(cls) -> DataController:
        """The controller in force, or an empty one; one query."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
