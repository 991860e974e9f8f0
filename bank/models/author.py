from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from accounts.models import User
from bank.models.material import Material


class MaterialAuthorManager(models.Manager["MaterialAuthor"]):
    """Whoever asks for an author wants the name: never a query for each."""

    def get_queryset(self) -> models.QuerySet[MaterialAuthor]:
        return super().get_queryset().select_related("user")


class MaterialAuthor(models.Model):
    """A person named as an author; they may write the material too."""

    material = ParentalKey(Material, on_delete=models.CASCADE, related_name="authors")
    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="authorships",
    )
    sort_order = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = MaterialAuthorManager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint("material", "user", name="once_an_author")
        ]

    def __str__(self) -> str:
        return str(self.user)
