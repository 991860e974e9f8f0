from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeQuerySet(models.QuerySet["Change"]):
    def waiting(self) -> ChangeQuerySet:
        """Narrow to what the indexer has not taken in yet, as it should be.

        What came by itself goes before what came in hundreds; then the oldest.
        """
        return self.filter(indexed_at=None).order_by("is_bulk", "pk")

    def urgent(self) -> ChangeQuerySet:
        """Narrow to what waits and somebody may be looking for now."""
        return self.filter(indexed_at=None, is_bulk=False)

    def newest(self, moment: datetime, most: int) -> list[tuple[str, int, bool]]:
        """Name what waits, the newest first, then what was taken in since `moment`.

        Each as its source, its key and whether it waits.
        """
        # In the order of the log, SQLite would read the whole log.
        rows = (
            self.filter(models.Q(indexed_at=None) | models.Q(indexed_at__gte=moment))
            .order_by(models.F("indexed_at").desc(nulls_first=True), "-pk")
            .values_list("source", "object_pk", "indexed_at")
        )
        return [(source, pk, taken_in is None) for source, pk, taken_in in rows[:most]]

    def missed_since(self, moment: datetime) -> ChangeQuerySet:
        """Narrow to what an index begun at `moment` may lack, oldest first."""
        return self.filter(
            models.Q(indexed_at=None) | models.Q(indexed_at__gte=moment)
        ).order_by("pk")

    def newest_number(self) -> int:
        """Tell how far the log has come; never falls."""
        newest = self.order_by("-pk").values_list("pk", flat=True).first()
        return newest or 0


class Change(models.Model):
    """Something searchable was made, changed or taken away.

    Written in the transaction of its cause. A row says only what to look at again:
    the indexer reads the present state, so taking a row in twice does no harm and
    the order in which transactions commit does not matter.
    """

    source = models.CharField(_("source"), max_length=64)
    object_pk = models.BigIntegerField(_("object"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    indexed_at = models.DateTimeField(_("indexed at"), null=True, blank=True)
    # One of many of an import, say: it waits until what came singly is taken in.
    is_bulk = models.BooleanField(_("one of many"), default=False, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change for the index")
        verbose_name_plural = _("changes for the index")
        indexes = [
            models.Index(
                fields=["indexed_at", "is_bulk", "id"], name="search_change_in_turn"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.object_pk}"
