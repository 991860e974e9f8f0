"""Forms of the setup list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality


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
