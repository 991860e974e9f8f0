from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution, User
from home.actions.news import NewsText
from home.models import News, NewsAudience
from home.models.news import GMINA_AUTHORS, institutions_headed_by

EMPTY_GMINA = _("the whole gmina")


class NewsForm(forms.ModelForm[News]):
    """A piece of news; a head writes only for the institutions they head."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    class Meta:
        model = News
        fields = ("title", "lead", "body", "institution", "audience", "published_on")
        widgets = {
            "lead": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 12}),
            "audience": forms.RadioSelect,
            "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {
            "institution": _("Whose news is it?"),
            "audience": _("Who may read it?"),
            "published_on": _("Visible from"),
        }
        help_texts = {
            "lead": _("One or two sentences: what happens, for whom and when."),
            "body": _(
                "You may leave this empty. An empty line starts a new paragraph, "
                "„- ” an item of a list, **two stars** mean bold."
            ),
        }

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        institution = cast(
            "forms.ModelChoiceField[Institution]", self.fields["institution"]
        )
        institution.empty_label = str(EMPTY_GMINA)
        if not author.has_role(*GMINA_AUTHORS):
            headed = institutions_headed_by(author)
            institution.queryset = Institution.objects.filter(pk__in=headed)
            institution.required = True
            institution.empty_label = None
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
        self.data = {name: self.data.get(name) for name in self.data} | {
            "version": str(version)
        }

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
        )
