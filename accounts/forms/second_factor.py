from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why something was done to somebody's account; it stays in the log."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_(
            "For example „lost her phone; I spoke with her in person”. The person and"
            " the log will see it."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
