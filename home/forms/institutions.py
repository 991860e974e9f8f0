from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from home.actions.profiles import ProfileText
from home.forms.pictures import PictureForm
from home.forms.uploads import keep_in
from home.models import InstitutionProfile

_WEB = URLValidator(schemes=["https", "http"])
_WRITTEN = (
    "description",
    "street",
    "postcode",
    "phone",
    "email",
    "website",
    "hours",
    "shows_head",
)


class InstitutionProfileForm(PictureForm):
    """What an institution says about itself, and its picture."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[_WEB],
    )

    class Meta:
        model = InstitutionProfile
        fields = (*_WRITTEN, "picture", *PictureForm.picture_texts)
        widgets = {"description": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "description": _(
                "What a parent or a teacher from another school would like to know. "
                "An empty line starts a new paragraph, „## ” a heading, „- ” an item "
                "of a list, **two stars** mean bold."
            ),
            "shows_head": _(
                "Signed-in people of the gmina see the name anyway. Guests see it only "
                "when you tick this."
            ),
            "hours": _("For example: Monday to Friday, 7.30–15.00"),
            **PictureForm.picture_help,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile: InstitutionProfile = self.instance
        self.fields["version"].initial = profile.version if profile.pk else 0

    def refuse_older_than(self, version: int) -> None:
        """Say that the text changed meanwhile; saving once more is a decision."""
        self.add_error(
            None,
            _(
                "Somebody changed this description while you were writing. Their text "
                "stands below yours; saving once more replaces it."
            ),
        )
        keep_in(self, "version", [str(version)])

    @property
    def text(self) -> ProfileText:
        """What was written, once valid."""
        return ProfileText(**{name: self.cleaned_data[name] for name in _WRITTEN})
