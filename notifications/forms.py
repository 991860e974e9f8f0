from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from notifications.kinds import Channel, Frequency, Kind


@dataclass(frozen=True)
class PreferenceRow:
    """One kind's line in the table of preferences."""

    label: str
    fields: list[BoundField]


@dataclass(frozen=True)
class PreferenceGroup:
    label: str
    rows: list[PreferenceRow]


class PreferencesForm(forms.Form):
    """A tick per kind and channel."""

    def __init__(
        self,
        *args: Any,
        kinds: list[Kind],
        held: dict[str, dict[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.kinds = kinds
        for kind in kinds:
            for channel in Channel:
                self.fields[_name(kind.key, channel)] = forms.BooleanField(
                    required=False,
                    label=_("%(kind)s: %(channel)s")
                    % {"kind": kind.label, "channel": channel.label},
                    initial=held[kind.key][channel] != Frequency.NEVER,
                )

    def groups(self) -> Iterator[PreferenceGroup]:
        """Yield the table's lines under their headings."""
        labels = list(dict.fromkeys(str(kind.group_label) for kind in self.kinds))
        for label in labels:
            yield PreferenceGroup(
                label,
                [
                    PreferenceRow(
                        str(kind.label),
                        [self[_name(kind.key, channel)] for channel in Channel],
                    )
                    for kind in self.kinds
                    if str(kind.group_label) == label
                ],
            )

    @property
    def wishes(self) -> dict[tuple[str, str], str]:
        """What was ticked, by kind and channel."""
        return {
            (kind.key, channel): Frequency.NOW
            if self.cleaned_data[_name(kind.key, channel)]
            else Frequency.NEVER
            for kind in self.kinds
            for channel in Channel
        }


def _name(kind: str, channel: str) -> str:
    return f"{channel}-{kind}"


class ReadAllForm(forms.Form):
    """The newest notification on the list that somebody has in front of them."""

    newest = forms.IntegerField(min_value=0, max_value=2**63 - 1)


class ReadOneForm(forms.Form):
    """The page of the list to come back to."""

    strona = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    @property
    def page_number(self) -> int:
        """The page named, or the first when it makes no sense."""
        return (self.is_valid() and self.cleaned_data["strona"]) or 1
