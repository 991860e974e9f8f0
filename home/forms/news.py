from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution, User
from home.actions.news import NewsText
from home.forms.attachments import AttachmentsForm
from home.forms.pictures import PictureForm
from home.forms.uploads import keep_in
from home.models import News, NewsAudience
from home.models.news import GMINA_AUTHORS, institutions_headed_by

EMPTY_GMINA = _("the whole gmina")


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NewsForm(AttachmentsForm):
    """A piece of news; a head writes only for the institutions they head."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    class Meta:
        model = News
        fields = (
            "title",
            "lead",
            "body",
            "institution",
            "audience",
            "published_on",
            "valid_until",
            "picture",
            *PictureForm.picture_texts,
        )
        widgets = {
            "lead": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 12}),
            "audience": forms.RadioSelect,
            "published_on": _day(),
            "valid_until": _day(),
        }
        labels = {
            "institution": _("Whose news is it?"),
            "audience": _("Who may read it?"),
            "published_on": _("Visible from"),
            "valid_until": _("Matters until"),
        }
        help_texts = {
            "published_on": _("A later day publishes the news by itself."),
            "valid_until": _(
                "After this day it leaves the lists; its address still opens. "
                "Leave empty if it does not grow old."
            ),
            **PictureForm.picture_help,
            "lead": _("One or two sentences: what happens, for whom and when."),
            "body": _(
                "You may leave this empty. An empty line starts a new paragraph, "
                "„- ” an item of a list, **two stars** mean bold."
            ),
        }

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        super().__init__(*args, author=author, **kwargs)
        institution = cast(
            "forms.ModelChoiceField[Institution]", self.fields["institution"]
        )
        institution.empty_label = str(EMPTY_GMINA)
        if not author.has_role(*GMINA_AUTHORS):
            headed = institutions_headed_by(author)
            institution.queryset = Institution.objects.filter(pk__in=headed)
            institution.required = True
            institution.empty_label = None
        # Today is a default that moves, so Django would send it a second time, hidden.
        self.fields["published_on"].show_hidden_initial = False
        self.fields["version"].initial = (
            self.instance.version if self.instance.pk else 0
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        internal = cleaned.get("audience") == NewsAudience.INSTITUTION
        if internal and not cleaned.get("institution"):
            self.add_error(
                "institution", _("Choose the institution whose people may read this.")
            )
        first, last = cleaned.get("published_on"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error(
                "valid_until", _("This is before the day it becomes visible.")
            )
        return cleaned

    def refuse_older_than(self, version: int) -> None:
        """Say that the text changed meanwhile; saving once more is a decision."""
        self.add_error(
            None,
            _(
                "Somebody changed this news while you were writing. Their text stands "
                "below yours; saving once more replaces it."
            ),
        )
        keep_in(self, "version", [str(version)])

    @property
    def text(self) -> NewsText:
        """What was written, once valid."""
        cleaned = self.cleaned_data
        return NewsText(
            title=cleaned["title"],
            lead=cleaned["lead"],
            body=cleaned["body"],
            published_on=cleaned["published_on"],
            audience=NewsAudience(cleaned["audience"]),
            institution=cleaned["institution"],
            valid_until=cleaned["valid_until"],
            picture=self.shown_picture,
            attachments=tuple(self.files_held),
        )
