"""What people do with the things that prove it is them."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import transaction

from accounts.exceptions import LastFactor
from accounts.models import User

CODES = Authenticator.Type.RECOVERY_CODES


def codes_left(user: User) -> int | None:
    """Count the unused recovery codes; nothing when there are no codes at all."""
    codes = Authenticator.objects.filter(user=user, type=CODES).first()
    return None if codes is None else len(RecoveryCodes(codes).get_unused_codes())


def is_last_that_is_due(factor: Authenticator) -> bool:
    """Say whether without `factor` its owner lacks what their role requires."""
    others = Authenticator.objects.filter(user_id=factor.user_id)
    owner: User = factor.user
    return (
        owner.needs_second_factor
        and not others.exclude(pk=factor.pk).exclude(type=CODES).exists()
    )


@transaction.atomic
def remove_passkey(factor: Authenticator, *, is_demo: bool) -> None:
    """Forget a passkey, and the recovery codes with the last thing they stand in for.

    Raises `LastFactor` when the role of its owner requires one and no other is left.
    """
    # Two tabs removing two keys would each see the other's still there.
    User.objects.select_for_update().get(pk=factor.user_id)
    if not is_demo and is_last_that_is_due(factor):
        raise LastFactor(factor)
    Authenticator.objects.filter(pk=factor.pk).delete()
    left = Authenticator.objects.filter(user_id=factor.user_id)
    if not left.exclude(type=CODES).exists():
        left.delete()
