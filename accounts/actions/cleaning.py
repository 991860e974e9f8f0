from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import (
    Invitation,
    InvitationState,
    JoinRequest,
    JoinState,
    StaffList,
)
from accounts.models.joining import CONFIRM_WITHIN
from accounts.models.staff_list import KEPT_FOR

# Long enough to ask „why did she not come in?”, and no reason to keep it longer.
KEEP_UNANSWERED = timedelta(days=180)


@transaction.atomic
def forget_old_invitations() -> int:
    """Delete what is left of people who never came. Returns how many rows."""
    now = timezone.now()
    old = [
        StaffList.objects.filter(made_at__lt=now - KEPT_FOR),
        JoinRequest.objects.filter(
            state=JoinState.UNCONFIRMED, asked_at__lt=now - CONFIRM_WITHIN
        ),
        JoinRequest.objects.filter(asked_at__lt=now - KEEP_UNANSWERED),
        Invitation.objects.exclude(state=InvitationState.ACCEPTED).filter(
            expires_at__lt=now - KEEP_UNANSWERED
        ),
    ]
    return sum(rows.delete()[0] for rows in old)
