from django import forms

from accounts.models import Theme


class ThemeForm(forms.Form):
    """Which theme, and where to come back."""

    theme = forms.ChoiceField(choices=Theme.choices)
    next = forms.CharField(required=False, max_length=2000)
