from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from search.models import Change

# A rebuild reads back what was indexed since it began; none takes days.
KEPT = timedelta(days=2)
# More at once than a person changes by hand: they give way to single changes.
MANY = 20


@transaction.atomic
def record_change(source_key: str, *pks: int) -> None:
    """Tell the index to look at these again, in the transaction of the cause.

    Call it after making, changing, hiding or deleting: the indexer finds out which.
    """
    is_bulk = len(pks) > MANY
    Change.objects.bulk_create(
        [Change(source=source_key, object_pk=pk, is_bulk=is_bulk) for pk in pks],
        batch_size=500,
    )


@transaction.atomic
def forget_indexed_changes() -> int:
    """Delete rows that no rebuild can need any more; return how many.

    The newest stays: its number is the version of what is indexed next.
    """
    old = Change.objects.filter(indexed_at__lt=timezone.now() - KEPT)
    return old.exclude(pk=Change.objects.newest_number()).delete()[0]
