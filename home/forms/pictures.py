"""The part of a form that asks for a picture and what is said about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from bank.exceptions import FileRefused
from bank.models import License
from home.actions.pictures import ShownPicture, keep_picture
from home.forms.uploads import keep_in
from home.models import Picture
from home.models.picture import PictureUse

PICTURE_TYPES = "image/jpeg,image/png,image/webp"


# Any: a form over News or over InstitutionProfile; django-stubs asks for one model.
class PictureForm(forms.ModelForm[Any]):
    """Keeps an uploaded picture at once, so that a refused form does not lose it."""

    picture_file = forms.FileField(
        label=_("File of the picture"),
        required=False,
        help_text=_(
            "JPEG, PNG or WebP up to 10 MB. We make it smaller and take out where and "
            "when it was taken. No pupils who can be recognised."
        ),
        widget=forms.FileInput(attrs={"accept": PICTURE_TYPES}),
    )
    picture = forms.ModelChoiceField(
        Picture.objects.none(), required=False, widget=forms.HiddenInput
    )
    picture_removed = forms.BooleanField(
        label=_("Publish without this picture"), required=False
    )
    picture_license = forms.ModelChoiceField(
        License.objects.all(),
        label=_("Licence of the picture"),
        required=False,
        empty_label=_("not stated"),
    )

    picture_texts = (
        "picture_alt",
        "picture_is_decorative",
        "picture_caption",
        "picture_author",
        "picture_license",
    )

    picture_help = {
        "picture_alt": _(
            "One sentence, read aloud to people who cannot see the picture."
        ),
        "picture_is_decorative": _(
            "It adds nothing to the text; screen readers pass it over."
        ),
    }

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.author = author
        if alt := self.fields.get("picture_alt"):
            alt.widget = forms.Textarea(attrs={"rows": 2, "maxlength": 250})
        used: PictureUse = self.instance
        field: Any = self.fields["picture"]
        field.queryset = Picture.objects.usable_by(
            author, current=used.picture_id
        ).select_related("small")

    def clean_picture_file(self) -> Picture | None:
        """Keep the upload whatever becomes of the rest of the form."""
        upload: UploadedFile[Any] | None = self.cleaned_data.get("picture_file")
        if not upload:
            return None
        try:
            picture = keep_picture(upload, owner=self.author)
        except FileRefused as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        keep_in(self, "picture", [str(picture.pk)])
        keep_in(self, "picture_removed", [])
        return picture

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        fresh = cleaned.get("picture_file")
        if fresh:
            cleaned["picture"] = fresh
        elif cleaned.get("picture_removed"):
            cleaned["picture"] = None
        if cleaned.get("picture"):
            self._check_description(cleaned)
        return cleaned

    def _check_description(self, cleaned: dict[str, Any]) -> None:
        described = bool(cleaned.get("picture_alt"))
        ornament = bool(cleaned.get("picture_is_decorative"))
        if described and ornament:
            self.add_error(
                "picture_is_decorative",
                _("An ornament is not described. Keep the description or the tick."),
            )
        if not described and not ornament and "picture_alt" not in self.errors:
            self.add_error(
                "picture_alt",
                _("Describe the picture, or say that it is an ornament."),
            )

    @property
    def kept_picture(self) -> Picture | None:
        """The picture that the form holds now, for it to be shown beside."""
        key = self["picture"].value()
        field: Any = self.fields["picture"]
        if not key or self.data.get("picture_removed"):
            return None
        try:
            found: Picture | None = field.clean(getattr(key, "pk", key))
        except forms.ValidationError:
            return None
        return found

    @property
    def shown_picture(self) -> ShownPicture | None:
        """What was chosen and written, once valid."""
        cleaned = self.cleaned_data
        if not cleaned.get("picture"):
            return None
        return ShownPicture(
            picture=cleaned["picture"],
            alt=cleaned["picture_alt"],
            is_decorative=cleaned["picture_is_decorative"],
            caption=cleaned["picture_caption"],
            author=cleaned["picture_author"],
            license=cleaned["picture_license"],
        )
