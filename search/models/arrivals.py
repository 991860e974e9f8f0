from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ArrivalLog(models.Model):
    """The one row that numbers arrivals; whoever holds its lock may add some.

    So numbers become visible in their order, and „everything up to 40” never gains
    a 39 later. What was published before `begun_at` is old, whoever edits it since.
    """

    ONLY = 1

    newest = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("log of arrivals")
        verbose_name_plural = _("logs of arrivals")

    def __str__(self) -> str:
        return str(self.newest)

    @classmethod
    def newest_number(cls) -> int:
        """Say how far the log has come; one query."""
        rows = cls.objects.filter(pk=cls.ONLY).values_list("newest", flat=True)
        return rows.first() or 0


class Sighting(models.Model):
    """For whom a thing has ever been in the index, in tokens; this only grows.

    So what is withdrawn and comes back, or is closed and opened again, is not new.
    """

    source = models.CharField(max_length=64)
    object_pk = models.BigIntegerField()
    audience = models.JSONField(default=list)

    class Meta:
        verbose_name = _("sighting")
        verbose_name_plural = _("sightings")
        constraints = [
            models.UniqueConstraint(
                "source", "object_pk", name="one_sighting_of_a_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.object_pk}"


class Arrival(models.Model):
    """A thing came within the reach of people who had not seen it before.

    It is news to whoever has a token of `audience` and none of `before`, unless they
    are among the `authors`. Written once the index holds the thing.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    source = models.CharField(max_length=64)
    object_pk = models.BigIntegerField()
    audience = models.JSONField(default=list)
    before = models.JSONField(default=list)
    authors = models.JSONField(default=list)
    arrived_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        ordering = ["number"]
        indexes = [models.Index(fields=["arrived_at"], name="search_arrival_age")]

    def __str__(self) -> str:
        return f"{self.number}: {self.source}:{self.object_pk}"
