"""Looking at the site as somebody else: begun with a reason, ended once, told."""

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.exceptions import NotAllowed
from accounts.models import AuditVerb, User, Viewing
from accounts.models.access import Verb, can
from jobs.actions import enqueue

TELL_VIEWED = "home.tell_viewed"


@transaction.atomic
def begin_viewing(person: User, *, by: User, reason: str) -> Viewing:
    """Let an administrator see what `person` sees; the person hears of it.

    An earlier look of the same administrator ends. Raises `NotAllowed`.
    """
    if not can(by, Verb.VIEW_AS, person):
        raise NotAllowed
    for earlier in Viewing.objects.filter(actor=by, ended_at=None):
        end_viewing(earlier)
    viewing = Viewing.objects.create(actor=by, person=person, reason=reason)
    enqueue(TELL_VIEWED, viewing.pk)
    record(
        AuditVerb.VIEW_AS_STARTED,
        actor=by,
        subject=person,
        institution=person.institution,
        detail=reason,
    )
    return viewing


@transaction.atomic
def end_viewing(viewing: Viewing) -> None:
    """End a look; the second time, nothing."""
    running = Viewing.objects.filter(pk=viewing.pk, ended_at=None)
    if running.update(ended_at=timezone.now()):
        record(
            AuditVerb.VIEW_AS_ENDED,
            actor=viewing.actor,
            subject=viewing.person,
            institution=viewing.person.institution,
        )


def end_overdue_viewings() -> None:
    """Write down the end of looks that nobody closed."""
    overdue = Viewing.objects.overdue().select_related("actor", "person__institution")
    for viewing in overdue:
        end_viewing(viewing)
