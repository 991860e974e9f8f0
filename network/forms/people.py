from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.models import Joining, Level, MemberRole, Network, NetworkKind
from network.models.level import LEVEL_MEANINGS, TOPIC_LEVELS
from network.models.membership import NOTE_LENGTH
from network.models.network import AUDIENCE_LENGTH, NAME_LENGTH, PURPOSE_LENGTH
from network.models.topic import REASON_LENGTH


class DescriptionForm(forms.Form):
    """What a network says of itself."""

    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=PURPOSE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Two or three sentences: what you want to learn together."),
    )
    audience = forms.CharField(
        label=_("For whom"), max_length=AUDIENCE_LENGTH, required=False
    )
    joining = forms.ChoiceField(
        label=_("Joining"),
        choices=Joining,
        initial=Joining.REQUEST,
        widget=forms.RadioSelect,
    )
    default_level = forms.ChoiceField(
        label=_("What new members hear about"),
        choices=Level,
        initial=Level.FIRST_POST,
        help_text=_("Everyone can change it for themselves; their choice stays."),
    )


class NetworkForm(DescriptionForm):
    """A new network. Only who oversees networks names another coordinator."""

    name = forms.CharField(label=_("Name of the network"), max_length=NAME_LENGTH)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=NetworkKind,
        initial=NetworkKind.SUBJECT,
        widget=forms.RadioSelect,
    )
    coordinator = forms.EmailField(
        label=_("Coordinator's e-mail address"), required=False
    )
    field_order = ["name", "kind", "purpose", "audience", "coordinator"]

    def __init__(
        self, *args: object, by: User, may_appoint: bool, **more: object
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.by = by
        if may_appoint:
            self.fields["coordinator"].required = True
        else:
            del self.fields["coordinator"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if Network.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Another network has this name."))
        return name

    def clean_coordinator(self) -> User:
        address = self.cleaned_data["coordinator"]
        person: User | None = (
            User.objects.visible_to(self.by).filter(email__iexact=address).first()
        )
        if person is None:
            raise forms.ValidationError(_("Nobody here has this address."))
        return person


class NoteForm(forms.Form):
    """A word to the coordinator, with a request to join."""

    note = forms.CharField(
        label=_("A word to the coordinator"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(forms.Form):
    """Why something is taken away from others."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The people concerned will read it."),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=MemberRole)


class LevelForm(forms.Form):
    """How closely to follow a network."""

    level = forms.ChoiceField(
        label=_("How closely do you follow?"), widget=forms.RadioSelect
    )
    levels: tuple[Level, ...] = tuple(Level)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - what types cannot say
        field.choices = [
            (level.value, f"{level.label}. {LEVEL_MEANINGS[level]}")
            for level in self.levels
        ]


class TopicLevelForm(LevelForm):
    """How closely to follow a topic."""

    levels = TOPIC_LEVELS
