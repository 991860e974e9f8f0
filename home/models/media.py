"""Images and documents of editorial pages: our own models from the first migration."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    ImageQuerySet,
    WagtailImageField,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.models import Page, ReferenceIndex

from accounts.models import User
from accounts.roles import CMS_ROLES
from home.storage import random_name, site_storage


def may_use_cms(user: User | AnonymousUser) -> bool:
    """Say whether `user` edits the site's own pages."""
    return isinstance(user, User) and user.is_active and user.has_role(*CMS_ROLES)


def used_on_live_pages(model: type[models.Model]) -> models.QuerySet[ReferenceIndex]:
    """Keys of `model` that some published page refers to."""
    pages = Page.objects.live().annotate(key=Cast("pk", models.CharField()))
    return (
        ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            to_content_type=ContentType.objects.get_for_model(model),
            object_id__in=pages.values("key"),
        )
        .annotate(key=Cast("to_object_id", models.BigIntegerField()))
        .values("key")
    )


class SiteImageQuerySet(ImageQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> SiteImageQuerySet:
        """Narrow to images on published pages; editors see all."""
        if may_use_cms(user):
            return self
        return self.filter(pk__in=used_on_live_pages(SiteImage))


class SiteImage(AbstractImage):
    """An image of an editorial page."""

    file = WagtailImageField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        storage=site_storage,
        width_field="width",
        height_field="height",
    )

    admin_form_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "file",
        "description",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    objects = SiteImageQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("image of the site")
        verbose_name_plural = _("images of the site")

    def get_upload_to(self, filename: str) -> str:
        return random_name(filename)


class SiteRendition(AbstractRendition):
    """A scaled copy of an image, re-encoded; the only form readers get."""

    image = models.ForeignKey(
        SiteImage,
        verbose_name=_("image"),
        on_delete=models.CASCADE,
        related_name="renditions",
    )
    file = WagtailImageField(
        verbose_name=_("file"),
        upload_to=get_rendition_upload_to,
        storage=site_storage,
        width_field="width",
        height_field="height",
    )

    class Meta:
        verbose_name = _("scaled image")
        verbose_name_plural = _("scaled images")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_image_and_filter",
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        return random_name(filename)


def document_name(instance: SiteDocument, filename: str) -> str:  # noqa: ARG001
    return random_name(filename)


class SiteDocumentQuerySet(DocumentQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> SiteDocumentQuerySet:
        """Narrow to documents linked from published pages; editors see all."""
        if may_use_cms(user):
            return self
        return self.filter(pk__in=used_on_live_pages(SiteDocument))


class SiteDocument(AbstractDocument):
    """A document linked from an editorial page."""

    file = models.FileField(_("file"), upload_to=document_name, storage=site_storage)

    admin_form_fields: ClassVar[tuple[str, ...]] = ("title", "file")

    objects = SiteDocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document of the site")
        verbose_name_plural = _("documents of the site")
