from django import forms
from django.core.validators import URLValidator

from home.models import AccessibilityStatement, DataController

_DATE = {"type": "date"}
_HTTPS = URLValidator(schemes=["https", "http"])


def _day() -> forms.DateInput:
    return forms.DateInput(attrs=_DATE, format="%Y-%m-%d")


class AccessibilityStatementForm(forms.ModelForm[AccessibilityStatement]):
    """The values of the statement; its structure is the law's and cannot be edited."""

    burden_url = forms.URLField(
        required=False, max_length=200, assume_scheme="https", validators=[_HTTPS]
    )
    report_url = forms.URLField(
        required=False, max_length=200, assume_scheme="https", validators=[_HTTPS]
    )

    class Meta:
        model = AccessibilityStatement
        fields = (
            "body_name",
            "published_on",
            "updated_on",
            "conformity",
            "failures",
            "burden",
            "burden_url",
            "exempt",
            "prepared_on",
            "reviewed_on",
            "basis",
            "report_url",
            "contact_name",
            "contact_email",
            "contact_phone",
            "architecture",
            "communication",
        )
        widgets = {
            "published_on": _day(),
            "updated_on": _day(),
            "prepared_on": _day(),
            "reviewed_on": _day(),
            "conformity": forms.RadioSelect,
            "basis": forms.RadioSelect,
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in ("burden_url", "report_url"):
            field = AccessibilityStatement._meta.get_field(name)
            self.fields[name].label = str(field.verbose_name).capitalize()  # type: ignore[union-attr]
        for name in ("body_name", "published_on", "updated_on", "prepared_on"):
            self.fields[name].required = True
        for name in ("contact_name", "contact_email", "contact_phone"):
            self.fields[name].required = True
        for name in ("architecture", "communication"):
            self.fields[name].required = True


class DataControllerForm(forms.ModelForm[DataController]):
    """Who answers for personal data, as the privacy page tells."""

    class Meta:
        model = DataController
        fields = (
            "name",
            "address",
            "email",
            "phone",
            "officer_name",
            "officer_email",
            "legal_basis",
            "retention",
        )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in ("name", "address", "email", "officer_email"):
            self.fields[name].required = True
