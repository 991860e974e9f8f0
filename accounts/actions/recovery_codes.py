"""Codes for the day without a phone; they stand in for a factor, never alone."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from accounts.models import User

CODES = Authenticator.Type.RECOVERY_CODES


def codes_left(codes: Authenticator) -> int:
    """Count the codes that still work."""
    return len(RecoveryCodes(codes).get_unused_codes())


def drop_lonely_codes(user: User) -> None:
    """Remove the codes of `user` when there is nothing left that they stand in for."""
    left = Authenticator.objects.filter(user=user)
    if not left.exclude(type=CODES).exists():
        left.delete()
