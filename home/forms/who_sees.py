from django import forms
from django.utils.translation import gettext_lazy as _


class MaterialNumberForm(forms.Form):
    material = forms.IntegerField(
        label=_("Number of the material"),
        min_value=1,
        max_value=2**63 - 1,
        help_text=_("It stands in its address: /bank/123-…"),
    )
