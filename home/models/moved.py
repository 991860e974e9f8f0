"""Addresses that are no more, and where to go instead; only ever on our own site."""

from __future__ import annotations

from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from home.blocks.links import is_safe_address
from home.models.pages import InformationPage

LONGEST = 200


class MovedAddress(models.Model):
    """An old address of ours: to a page, wherever it goes, or to another address."""

    path = models.CharField(
        _("old address"),
        max_length=LONGEST,
        unique=True,
        help_text=_("As it stands after the name of the site: /regulamin-2025/"),
    )
    page = models.ForeignKey(
        InformationPage,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="former_addresses",
        help_text=_("Followed while the page is published, also when it moves again."),
    )
    target = models.CharField(
        _("new address"),
        max_length=LONGEST,
        blank=True,
        help_text=_("Of this site only, when it is not a page: /bank/12-ulamki/"),
    )
    is_automatic = models.BooleanField(
        _("made when the page moved"), default=False, editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    wagtail_reference_index_ignore = True
    panels: list[Panel] = [FieldPanel("path"), FieldPanel("page"), FieldPanel("target")]

    class Meta:
        verbose_name = _("moved address")
        verbose_name_plural = _("moved addresses")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, target="")
                | Q(page=None) & ~Q(target=""),
                name="moved_address_leads_to_one_place",
            )
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def destination(self) -> str | None:
        """Where to go now; nowhere while the page is not published."""
        if self.page is None:
            return self.target
        return str(self.page.url) if self.page.live and self.page.url else None

    def clean(self) -> None:
        self.path = _own_path(self.path, "path")
        self.target = _own_path(self.target, "target") if self.target else ""
        if bool(self.page) == bool(self.target):
            raise ValidationError(
                {"target": _("Choose a page or write an address: one of the two.")}
            )
        if self.target == self.path:
            raise ValidationError({"target": _("This leads back to itself.")})
        if MovedAddress.objects.filter(path=self.target).exists():
            raise ValidationError(
                {"target": _("This address moved, too. Write where it leads now.")}
            )


def _own_path(typed: str, field: str) -> str:
    """Cut what a browser shows down to the part after the name of our site."""
    path = unquote(typed.strip().removeprefix(settings.SITE_ORIGIN))
    path = path.partition("?")[0].partition("#")[0]
    if not path.startswith("/") or not is_safe_address(path) or path == "/":
        raise ValidationError({field: _("Write an address of this site, from „/” on.")})
    if path.startswith("/cms/"):
        raise ValidationError({field: _("Addresses of the CMS cannot be moved.")})
    return path
