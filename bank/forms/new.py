from django import forms
from django.utils.translation import gettext_lazy as _

from bank.models import Kind


class NewForm(forms.Form):
    """Which kind of material to begin."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
