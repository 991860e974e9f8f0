from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


def _widget(autocomplete: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": autocomplete})


class NameForm(forms.Form):
    """The only fields of an account that its owner may write."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=User._meta.get_field("first_name").max_length,
        widget=_widget("given-name"),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=User._meta.get_field("last_name").max_length,
        widget=_widget("family-name"),
    )
