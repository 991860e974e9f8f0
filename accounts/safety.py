"""How well an account is kept, in the facts its owner should see."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from accounts.actions.recovery_codes import codes_left
from accounts.models import SignIn, User

# Time to make new ones.
FEW_CODES = 2


@dataclass(frozen=True)
class Safety:
    """What protects an account, and where it is open."""

    has_password: bool
    is_factor_due: bool
    passkeys: int
    has_app: bool
    # Nothing when there are no codes at all.
    codes: int | None
    other_devices: int

    @property
    def has_second_factor(self) -> bool:
        return self.has_app or self.passkeys > 0

    @property
    def has_few_codes(self) -> bool:
        return self.has_second_factor and (self.codes or 0) <= FEW_CODES


def safety_of(user: User, *, sign_in: int) -> Safety:
    """Gather what protects the account of `user`, read in the session `sign_in`."""
    factors = list(Authenticator.objects.filter(user=user))
    kinds = [factor.type for factor in factors]
    codes = [f for f in factors if f.type == Authenticator.Type.RECOVERY_CODES]
    return Safety(
        has_password=user.has_usable_password(),
        is_factor_due=user.needs_second_factor,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        has_app=Authenticator.Type.TOTP in kinds,
        codes=codes_left(codes[0]) if codes else None,
        other_devices=SignIn.objects.open_for(user).exclude(pk=sign_in).count(),
    )
