"""Forms of people who come in: by an invitation or by the printed sheet."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.forms.profile import NameForm
from accounts.forms.sign_in import LONGEST, PASSWORD_HINT
from accounts.importing.people import NAME
from accounts.models import Invitation, User
from accounts.roles import Role


class StrangersName(NameForm):
    """The name of somebody we do not know: other people will read it in a mail."""

    def clean_first_name(self) -> str:
        return _checked(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        return _checked(self.cleaned_data["last_name"])


def _checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValidationError(_("The name holds characters that no name has."))
    return name


class AcceptForm(StrangersName):
    """The name and the password with which an account begins."""

    password1 = forms.CharField(
        label=_("Password"),
        help_text=PASSWORD_HINT,
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password once more"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = invitation.email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ."))
        if first:
            self._check(first, cleaned)
        return cleaned

    def _check(self, password: str, cleaned: dict[str, Any]) -> None:
        """Hold the password against the person it is for."""
        person = User(
            email=self._email,
            first_name=cleaned.get("first_name", ""),
            last_name=cleaned.get("last_name", ""),
        )
        try:
            validate_password(password, person)
        except ValidationError as error:
            self.add_error("password1", error)


class CodeForm(forms.Form):
    """The code from the sheet."""

    code = forms.CharField(
        label=_("Code of the institution"),
        help_text=_("Eight letters and digits from the sheet in the staff room."),
        validators=[MaxLengthValidator(40)],
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )


class JoinForm(StrangersName):
    """Who asks to be let in."""

    email = forms.EmailField(
        label=_("Service e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    role = forms.ChoiceField(
        label=_("What do you do at the institution?"),
        choices=[(role.value, role.label) for role in (Role.TEACHER, Role.SPECIALIST)],
        initial=Role.TEACHER,
        widget=forms.RadioSelect,
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
