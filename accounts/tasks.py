import json
import logging
from datetime import timedelta

from django.core.mail import send_mail
from django.utils import timezone

from accounts.actions.audit import trim
from accounts.actions.cleaning import forget_old_invitations
from accounts.actions.invitation_mail import send_invitation_mail
from accounts.actions.leaving import CARRY_OUT, carry_out, close_due_doors
from accounts.actions.messages import STALE_AFTER
from accounts.actions.sign_ins import forget_old_sign_ins
from accounts.actions.viewing import end_overdue_viewings
from accounts.exceptions import SealBroken
from accounts.models import Departure, DepartureState
from accounts.models.sign_in import REMEMBERED_FOR
from accounts.sealing import unseal
from jobs.registry import schedule, task

logger = logging.getLogger(__name__)
_TRIM = "accounts.trim_audit"
_FORGET = "accounts.forget_sign_ins"
_CLOSE_DUE = "accounts.close_due_doors"
AUDIT_KEPT_FOR = timedelta(days=731)


@task("accounts.send_message", lane="mail", max_attempts=8)
def send_message(sealed: str) -> None:
    """Send a message about an account, unless it has grown useless."""
    try:
        message = json.loads(unseal(sealed, max_age=STALE_AFTER))
    except SealBroken:
        logger.warning("A message about an account was too old to be sent.")
        return
    if message["to"]:
        send_mail(message["subject"], message["body"], None, [message["to"]])


@task(_TRIM)
def trim_audit() -> None:
    """Forget entries of the log older than two years."""
    trim(before=timezone.now() - AUDIT_KEPT_FOR)


@task(_FORGET)
def forget_sign_ins() -> None:
    """Forget devices not seen for half a year."""
    forget_old_sign_ins(before=timezone.now() - REMEMBERED_FOR)


schedule(_TRIM, every=timedelta(days=1))
schedule(_FORGET, every=timedelta(days=1))


@task("accounts.send_invitation", lane="mail", max_attempts=8)
def send_invitation(pk: int, number: int, sealed: str) -> None:
    """Send the message of this number about an invitation, once and no more."""
    send_invitation_mail(pk, number, sealed)


@task("accounts.forget_invitations")
def forget_invitations() -> None:
    """Forget what nobody answered long ago."""
    forget_old_invitations()


schedule("accounts.forget_invitations", timedelta(days=1))


@task(CARRY_OUT)
def carry_out_departure(departure_id: int) -> None:
    """Hand over what somebody held whose account is closed."""
    closed = Departure.objects.filter(state=DepartureState.HANDING_OVER)
    departure = closed.select_related("person", "planned_by").filter(pk=departure_id)
    for found in departure:
        carry_out(found)


@task(_CLOSE_DUE)
def close_doors_of_yesterday() -> None:
    """Close the accounts of people whose last day of work is over."""
    close_due_doors(today=timezone.localdate())


schedule(_CLOSE_DUE, every=timedelta(minutes=15))


@task("accounts.end_viewings")
def end_viewings() -> None:
    """Write down the end of looks as somebody else that nobody closed."""
    end_overdue_viewings()


schedule("accounts.end_viewings", every=timedelta(minutes=5))
