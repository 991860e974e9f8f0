import json
import logging
from datetime import timedelta

from django.core.mail import send_mail
from django.utils import timezone

from accounts.actions.audit import trim
from accounts.exceptions import SealBroken
from accounts.sealing import unseal
from jobs.registry import schedule, task

logger = logging.getLogger(__name__)
# No code or link in such a message lives longer.
_STALE_AFTER = 24 * 3600
_TRIM = "accounts.trim_audit"
AUDIT_KEPT_FOR = timedelta(days=731)


@task("accounts.send_message", lane="mail", max_attempts=8)
def send_message(sealed: str) -> None:
    """Send a message about an account, unless it has grown useless."""
    try:
        message = json.loads(unseal(sealed, max_age=_STALE_AFTER))
    except SealBroken:
        logger.warning("A message about an account was too old to be sent.")
        return
    if message["to"]:
        send_mail(message["subject"], message["body"], None, [message["to"]])


@task(_TRIM)
def trim_audit() -> None:
    """Forget entries of the log older than two years."""
    trim(before=timezone.now() - AUDIT_KEPT_FOR)


schedule(_TRIM, every=timedelta(days=1))
