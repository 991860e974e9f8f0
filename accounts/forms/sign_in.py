"""allauth's forms in our words, and with limits of our own."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

# Long enough for any passphrase; hashing megabytes is for nobody's good.
LONGEST = 256
_ADDRESS = _("Service e-mail address")
_CODE = _("Code")
_NEW = _("New password")
_AGAIN = _("New password once more")
PASSWORD_HINT = _(
    "At least 12 characters. A few words that do not belong together are best – not"
    " your own data, nor the name of the municipality or a school."
)


class OurWords(forms.Form):
    """Label every field, drop placeholders, limit the length."""

    labels: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.CharField):
                self._limit(field)
            if name == "password1":
                field.help_text = PASSWORD_HINT

    def _limit(self, field: forms.CharField) -> None:
        # The limit is far off: saying it beside the field would only puzzle.
        field.max_length = None
        field.validators.append(MaxLengthValidator(LONGEST))


class SignInForm(OurWords, account.LoginForm):
    labels: ClassVar[dict[str, Any]] = {
        "login": _ADDRESS,
        "password": _("Password"),
        "remember": _("Keep me signed in on this device"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""


class RequestCodeForm(OurWords, account.RequestLoginCodeForm):
    labels: ClassVar[dict[str, Any]] = {"email": _ADDRESS}


class ConfirmCodeForm(OurWords, account.ConfirmLoginCodeForm):
    labels: ClassVar[dict[str, Any]] = {"code": _CODE}


class ResetForm(OurWords, account.ResetPasswordForm):
    labels: ClassVar[dict[str, Any]] = {"email": _ADDRESS}


class ResetByLinkForm(OurWords, account.ResetPasswordKeyForm):
    labels: ClassVar[dict[str, Any]] = {
        "password1": _NEW,
        "password2": _AGAIN,
    }


class SetForm(OurWords, account.SetPasswordForm):
    labels: ClassVar[dict[str, Any]] = {
        "password1": _NEW,
        "password2": _AGAIN,
    }


class ChangeForm(OurWords, account.ChangePasswordForm):
    labels: ClassVar[dict[str, Any]] = {
        "oldpassword": _("Current password"),
        "password1": _NEW,
        "password2": _AGAIN,
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


class ProveByPasswordForm(OurWords, account.ReauthenticateForm):
    labels: ClassVar[dict[str, Any]] = {"password": _("Password")}


class SecondStepForm(OurWords, mfa.AuthenticateForm):
    labels: ClassVar[dict[str, Any]] = {"code": _CODE}


class ProveByCodeForm(OurWords, mfa.ReauthenticateForm):
    labels: ClassVar[dict[str, Any]] = {"code": _CODE}


class SwitchOnForm(OurWords, totp.ActivateTOTPForm):
    labels: ClassVar[dict[str, Any]] = {"code": _("Code from the app")}
