"""Pictures that people add to news and to the page of their institution."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from accounts.models import User
from bank.models import License, StoredFile

# A card, a telephone or half a screen, and a screen with twice the dots.
WIDTHS: Final = (480, 960, 1600)


class PictureQuerySet(models.QuerySet["Picture"]):
    def usable_by(self, user: User, *, current: int | None = None) -> PictureQuerySet:
        """Narrow to what `user` may put on a page: their own, and what stands there."""
        return self.filter(Q(owner=user) | Q(pk=current))


def _size(verbose_name: StrPromise) -> models.ForeignKey[StoredFile, StoredFile]:
    return models.ForeignKey(
        StoredFile,
        verbose_name=verbose_name,
        on_delete=models.PROTECT,
        related_name="+",
    )


class Picture(models.Model):
    """A picture in three widths, each made anew; what was uploaded is not kept."""

    owner = models.ForeignKey(
        User,
        verbose_name=_("owner"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="pictures",
    )
    small = _size(_("small"))
    medium = _size(_("medium"))
    large = _size(_("large"))
    created_at = models.DateTimeField(_("uploaded at"), default=timezone.now)

    objects = PictureQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.large.name

    @property
    def srcset(self) -> str:
        """Every width once, for the browser to choose from."""
        sizes = {file.width: file for file in (self.small, self.medium, self.large)}
        return ", ".join(
            f"{file.get_absolute_url()} {width}w" for width, file in sizes.items()
        )


class PictureUse(models.Model):
    """What a page says about its picture; described, or said to be an ornament."""

    picture = models.ForeignKey(
        Picture,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("what the picture shows"), max_length=250, blank=True
    )
    picture_is_decorative = models.BooleanField(
        _("the picture is an ornament"), default=False
    )
    picture_caption = models.CharField(_("caption"), max_length=250, blank=True)
    picture_author = models.CharField(
        _("author of the picture"), max_length=120, blank=True
    )
    picture_license = models.ForeignKey(
        License,
        verbose_name=_("licence of the picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(picture=None)
                | Q(picture_is_decorative=True)
                | ~Q(picture_alt=""),
                name="%(class)s_picture_is_described",
            )
        ]

    @property
    def has_picture_line(self) -> bool:
        return bool(
            self.picture_caption or self.picture_author or self.picture_license_id
        )
