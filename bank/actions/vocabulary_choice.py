"""Which terms a gmina offers to those who write; what is used already stays."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import AuditVerb, User
from bank.models import ClassYear, Subject

# The lists a gmina chooses from; the rest holds everywhere.
CHOSEN_LISTS = (Subject, ClassYear)


@transaction.atomic
def choose_terms(
    model: type[Subject] | type[ClassYear], codes: Collection[str], *, by: User
) -> None:
    """Offer the terms of these codes from today, and no others.

    Others end yesterday: materials keep them, search finds them, forms show them
    only where they are used. A release that brings the lists up to date leaves
    these dates alone.
    """
    rows = model.objects.all()
    rows.filter(code__in=codes).update(valid_to=None)
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = rows.exclude(code__in=codes).filter(valid_to=None)
    ended.update(valid_to=yesterday)
    hidden = rows.exclude(code__in=codes).values_list("label", flat=True)
    record(
        AuditVerb.VOCABULARY_CHOSEN,
        actor=by,
        detail=f"{model._meta.verbose_name_plural}: -{', '.join(hidden)}",
    )
