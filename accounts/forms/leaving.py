"""The two forms of the wizard: the last day, and who takes over what."""

from collections.abc import Sequence
from datetime import date, timedelta

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.audit import DayInput
from accounts.handover import Duty, Held
from accounts.models import User

FARTHEST = timedelta(days=400)
_NOBODY = "-"


class LastDayForm(forms.Form):
    last_day = forms.DateField(
        label=_("Last day of work"),
        widget=DayInput,
        help_text=_(
            "Today or earlier: the account closes as soon as you confirm. A later"
            " day: it closes when that day is over."
        ),
    )

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        today = timezone.localdate()
        if not today - FARTHEST <= day <= today + FARTHEST:
            raise forms.ValidationError(_("This day is more than a year away."))
        return day


class SuccessorsForm(forms.Form):
    """One choice per thing held; the fields are made of what is held now."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        things: Sequence[tuple[Duty, Held, list[User]]],
        chosen: dict[tuple[str, str], int | None],
    ) -> None:
        super().__init__(data)
        self.people: dict[str, User] = {}
        self.things: dict[str, tuple[str, str]] = {}
        for number, (duty, held, candidates) in enumerate(things):
            name = f"rzecz-{number}"
            key = (duty.key, held.key)
            self.things[name] = key
            self.people.update({str(person.pk): person for person in candidates})
            self.fields[name] = _choice(duty, held, candidates)
            if key in chosen:
                self.initial[name] = str(chosen[key] or _NOBODY)

    @property
    def chosen(self) -> dict[tuple[str, str], User | None]:
        """Say who was chosen for each thing; nobody is an answer."""
        return {
            key: self.people.get(self.cleaned_data[name])
            for name, key in self.things.items()
        }


def _choice(duty: Duty, held: Held, candidates: list[User]) -> forms.ChoiceField:
    named = [(str(person.pk), _named(person)) for person in candidates]
    stays = [(_NOBODY, _("nobody: it stays without a carer"))]
    # Where somebody must be chosen but nobody can be, the way out stays open.
    offered = stays if held.may_stay or not named else []
    return forms.ChoiceField(
        label=f"{duty.label}: {held.label}",
        choices=[("", _("choose")), *named, *offered],
        error_messages={"required": _("Choose somebody, or that nobody takes it.")},
    )


def _named(person: User) -> str:
    place = person.institution
    return f"{person}, {place.short_name}" if place else str(person)
