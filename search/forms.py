from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from search.criteria import PAGE_SIZE
from search.models import NEED_LENGTH, SavedSearch, Synonym
from search.query import LONGEST_QUERY
from search.synonyms import MOST_WORDS, forms_of


class SynonymForm(forms.ModelForm[Synonym]):
    """A word, what it stands for, and a query to see the effect on."""

    sample = forms.CharField(
        label=_("Try it on a query"),
        max_length=LONGEST_QUERY,
        required=False,
        help_text=_("Left empty, the word alone is tried."),
    )

    class Meta:
        model = Synonym
        fields = ("word", "meaning")

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"].lower()
        if len(forms_of(word)) != 1:
            raise forms.ValidationError(_("Give one word."))
        return word

    def clean_meaning(self) -> str:
        meaning: str = " ".join(self.cleaned_data["meaning"].lower().split())
        if not 1 <= len(forms_of(meaning)) <= MOST_WORDS:
            raise forms.ValidationError(_("Give one to five words."))
        return meaning

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        word, meaning = self.cleaned_data.get("word"), self.cleaned_data.get("meaning")
        if word and meaning and forms_of(word) == forms_of(meaning):
            self.add_error("meaning", _("This is the same word."))
        return cleaned


class EndingForm(forms.Form):
    """What a page of results says when it is left; nobody fills it in."""

    token = forms.CharField(max_length=2000)
    place = forms.IntegerField(min_value=1, max_value=PAGE_SIZE, required=False)


class NeedForm(forms.Form):
    """What somebody looked for and did not find."""

    text = forms.CharField(label=_("What is missing"), max_length=NEED_LENGTH)

    def clean_text(self) -> str:
        text: str = " ".join(self.cleaned_data["text"].split())
        if not forms_of(text):
            raise forms.ValidationError(_("Say in words what is missing."))
        return text


class SavedSearchForm(forms.ModelForm[SavedSearch]):
    """What a kept search is called, and how soon its owner hears of what is new."""

    class Meta:
        model = SavedSearch
        fields = ("name", "cadence")
        widgets = {"cadence": forms.RadioSelect}

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
