from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models.viewing import REASON_LENGTH


class ViewAsForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you need to look"),
        min_length=10,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person will read this, and it stays in the log."),
    )
