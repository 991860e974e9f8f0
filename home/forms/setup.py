"""Forms of the setup list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.actions.appointing import APPOINTED
from accounts.exceptions import UnreadableTable
from accounts.importing.institutions import Check, check_institutions
from accounts.importing.tables import LARGEST_FILE, decode
from accounts.models import Institution, Municipality

LONGEST_TABLE = 200_000


class MunicipalityForm(forms.ModelForm[Municipality]):
    """What the gmina is called, its TERC and its website."""

    website = forms.URLField(
        label=Municipality._meta.get_field("website").verbose_name,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )

    class Meta:
        model = Municipality
        fields = ("name", "terc", "website")
        widgets = {"terc": forms.TextInput(attrs={"inputmode": "numeric"})}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        # Six digits deserve a better answer than „too long” or silence.
        self.fields["terc"].widget.attrs.pop("maxlength", None)


class SkipForm(forms.Form):
    """Why the gmina does without a step."""

    reason = forms.CharField(
        label=_("Why you skip this step"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence for whoever looks after this site later."),
    )


class InstitutionsForm(forms.Form):
    """A table of institutions, as a file or pasted; `check` says what it would do."""

    file = forms.FileField(
        label=_("CSV file"),
        required=False,
        help_text=_("From the RSPO register or from your own spreadsheet."),
    )
    check: Check
    table: str

    text = forms.CharField(
        label=_("or the same, pasted"),
        required=False,
        strip=False,
        # Far off: saying it beside the field would only puzzle.
        validators=[MaxLengthValidator(LONGEST_TABLE)],
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        file = cleaned.get("file")
        if file is None and not cleaned.get("text", "").strip():
            raise ValidationError(_("Choose a file or paste a table."))
        try:
            data = file.read(LARGEST_FILE + 1) if file else cleaned["text"].encode()
            self.check = check_institutions(data)
            self.table = decode(data)
        except UnreadableTable as error:
            self.add_error("file" if file else "text", str(error))
        return cleaned


class MailTestForm(forms.Form):
    """Where the test message goes."""

    to = forms.EmailField(
        label=_("Send it to"),
        help_text=_("Best to a mailbox outside the office, too: filters differ."),
    )


class AppointForm(forms.Form):
    """Somebody with a say in the gmina: invited, or chosen when they have an account."""

    email = forms.EmailField(label=_("Service e-mail address"), max_length=254)
    first_name = forms.CharField(label=_("First name"), max_length=60, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    role = forms.ChoiceField(
        label=_("What they will do"),
        choices=[(role.value, role.label) for role in APPOINTED],
        widget=forms.RadioSelect,
    )
    institution = forms.ModelChoiceField(
        Institution.objects.all(), label=_("Institution"), empty_label=_("Choose")
    )
