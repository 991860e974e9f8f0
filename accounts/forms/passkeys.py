"""allauth's forms of passkeys: for our origin only, and unbroken by any input."""

from collections.abc import Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal.auth import (
    parse_authentication_response,
    parse_registration_response,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.passkeys import LONGEST_NAME, MOST_PASSKEYS, origin_of_passkeys

# What the readers of CBOR and base64 raise over nonsense.
_NONSENSE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def _unknown() -> ValidationError:
    return ValidationError(
        _("We did not recognise this passkey. Try again, or sign in another way."),
        code="unknown_passkey",
    )


def _label(form: forms.Form) -> None:
    form.fields["credential"].label = gettext_lazy("Passkey")


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """A new passkey and the name its owner knows it by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whether it also replaces the password, the device says by itself.
        self.fields.pop("passwordless", None)
        self.fields["name"].label = gettext_lazy("Name of the passkey")
        self.fields["name"].help_text = gettext_lazy(
            "So that you can tell it from others, for example „school computer”."
        )
        self.fields["name"].widget.attrs.update(
            maxlength=LONGEST_NAME, autocomplete="off"
        )
        _label(self)

    def clean_name(self) -> str:
        return str(super().clean_name())[:LONGEST_NAME]

    def clean_credential(self) -> dict[str, Any]:
        """Keep of what the browser sent only what is needed; refuse other origins."""
        said = self.cleaned_data["credential"]
        try:
            response = parse_registration_response(said)
            is_ours = response.response.client_data.origin == origin_of_passkeys()
            kept = _essential(said)
        except _NONSENSE as error:
            raise _unknown() from error
        if not is_ours:
            raise _unknown()
        return kept

    def clean(self) -> dict[str, Any]:
        held = Authenticator.objects.filter(
            user=self.user, type=Authenticator.Type.WEBAUTHN
        )
        if held.count() >= MOST_PASSKEYS:
            raise ValidationError(
                _("You have as many passkeys as fit here. Remove one you do not use."),
                code="too_many_passkeys",
            )
        try:
            return dict(super().clean())
        except ValidationError as error:
            raise _unknown() from error
        except _NONSENSE as error:
            raise _unknown() from error


def _essential(said: Mapping[str, Any]) -> dict[str, Any]:
    """Drop what nobody asked for, so that nothing odd is stored."""
    response, extensions = said["response"], said.get("clientExtensionResults") or {}
    replaces_password = (extensions.get("credProps") or {}).get("rk")
    return {
        "type": "public-key",
        "id": str(said["id"]),
        "rawId": str(said["rawId"]),
        "response": {
            "clientDataJSON": str(response["clientDataJSON"]),
            "attestationObject": str(response["attestationObject"]),
        },
        "clientExtensionResults": {"credProps": {"rk": replaces_password is True}},
    }


class _FromOurOrigin(forms.Form):
    """The answer of a passkey, given at our origin."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self)

    def clean_credential(self) -> Authenticator:
        """Find whose key answered, or say plainly that we do not know it."""
        try:
            answer = parse_authentication_response(self.cleaned_data["credential"])
            if answer.response.client_data.origin != origin_of_passkeys():
                raise _unknown()
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            is_limit = error.code == "too_many_login_attempts"
            raise error if is_limit else _unknown() from error
        except _NONSENSE as error:
            raise _unknown() from error


class SecondStepByPasskeyForm(_FromOurOrigin, webauthn.AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class SignInByPasskeyForm(_FromOurOrigin, webauthn.LoginWebAuthnForm):
    """A passkey instead of address and password."""


class ProveByPasskeyForm(_FromOurOrigin, webauthn.ReauthenticateWebAuthnForm):
    """A passkey as proof that it is still you."""


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = gettext_lazy("Name of the passkey")
        name.widget.attrs.update(maxlength=LONGEST_NAME, autocomplete="off")

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"])[:LONGEST_NAME]
