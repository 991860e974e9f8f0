"""What an administrator says of the steps of the setup list."""

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import AuditVerb, User
from home.models import MarkKind, SetupMark, SetupStep


def confirm_step(step: SetupStep, *, by: User) -> SetupMark:
    """Note that what no machine can see has been done; again = the newer date."""
    return _mark(step, MarkKind.DONE, "", by)


def skip_step(step: SetupStep, *, reason: str, by: User) -> SetupMark:
    """Note why this gmina does without the step, for now or for good."""
    return _mark(step, MarkKind.SKIPPED, reason, by)


@transaction.atomic
def reopen_step(step: SetupStep, *, by: User) -> None:
    """Put the step back among those to be done."""
    deleted, _per_model = SetupMark.objects.filter(step=step).delete()
    if deleted:
        record(AuditVerb.SETUP_MARKED, actor=by, detail=f"{step}: -")


@transaction.atomic
def _mark(step: SetupStep, kind: MarkKind, reason: str, by: User) -> SetupMark:
    mark, _created = SetupMark.objects.update_or_create(
        step=step,
        defaults={
            "kind": kind,
            "reason": reason,
            "marked_at": timezone.now(),
            "marked_by": by,
        },
    )
    detail = f"{step}: {kind} {reason}".strip()
    record(AuditVerb.SETUP_MARKED, actor=by, detail=detail)
    return mark
