"""Counts of related rows as columns: many numbers in one query."""

from typing import Any

from django.db.models import Count, IntegerField, Model, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(
    rows: QuerySet[Any],  # any model's: only counted
    by: str,
    *,
    what: str = "pk",
) -> Coalesce:
    """Count `rows`, already narrowed to one outer row by the field `by`."""
    counted = rows.order_by().values(by).annotate(number=Count(what, distinct=True))
    return Coalesce(Subquery(counted.values("number"), output_field=IntegerField()), 0)


def number(row: Model, column: str) -> int:
    """Read a column that was counted; the row's class does not know of it."""
    return int(getattr(row, column))
