import uuid

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from network.models import TopicKind
from network.models.post import POST_LENGTH
from network.models.topic import TITLE_LENGTH

_LARGEST = 2_147_483_647


class _HiddenNumber(forms.IntegerField):
    """A number the page carries; nobody types it, so a broken one is no number."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=_LARGEST)

    def clean(self, value: object) -> int:
        try:
            return super().clean(value) or 0
        except forms.ValidationError:
            return 0


class _HiddenToken(forms.UUIDField):
    """The name of one filled-in form; a missing one is a form of its own."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, initial=uuid.uuid4)

    def clean(self, value: object) -> uuid.UUID:
        try:
            return super().clean(value) or uuid.uuid4()
        except forms.ValidationError:
            return uuid.uuid4()


def _text_field(label: StrPromise, *, rows: int) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "data-composer-text": ""})
    return forms.CharField(label=label, max_length=POST_LENGTH, widget=area)


class ReplyForm(forms.Form):
    """A reply to a topic."""

    text = _text_field(_("Your reply"), rows=5)
    token = _HiddenToken()
    reply_to = _HiddenNumber()
    seen = _HiddenNumber()
    draft_version = _HiddenNumber()


class TopicForm(forms.Form):
    """A new topic and its first post."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (TopicKind.QUESTION, _("A question – I am looking for an answer")),
            (TopicKind.DISCUSSION, _("A discussion – let us exchange views")),
        ],
        initial=TopicKind.QUESTION,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        help_text=_("One sentence, so that others see whether they can help."),
    )
    text = _text_field(_("Text"), rows=8)
    token = _HiddenToken()
    draft_version = _HiddenNumber()


class EditForm(forms.Form):
    """The text of a post that exists."""

    text = _text_field(_("Text"), rows=8)
    base_version = _HiddenNumber()


class DraftForm(forms.Form):
    """What autosave sends: nothing is required, everything has a limit."""

    kind = forms.ChoiceField(choices=TopicKind, required=False)
    title = forms.CharField(max_length=TITLE_LENGTH, required=False, strip=False)
    text = forms.CharField(max_length=POST_LENGTH, required=False, strip=False)
    draft_version = _HiddenNumber()

    def clean_kind(self) -> TopicKind:
        return TopicKind(self.cleaned_data["kind"] or TopicKind.QUESTION)
