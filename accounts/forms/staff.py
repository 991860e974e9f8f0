"""Forms of a head: adding staff, changing a role, handing over the care of accounts."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.exceptions import UnreadableTable
from accounts.importing.addresses import find_people
from accounts.importing.columns import MOST_LINES
from accounts.importing.people import Understood, read_people
from accounts.importing.tables import LARGEST_FILE
from accounts.models import User
from accounts.roles import Role

LONGEST_TEXT = 500_000
_TOO_MANY = ngettext_lazy(
    "There is more than %(count)d address. Add them in parts.",
    "There are more than %(count)d addresses. Add them in parts.",
    MOST_LINES,
)


class PasteForm(forms.Form):
    """Any text with addresses in it."""

    text = forms.CharField(
        label=_("Addresses, in any form"),
        help_text=_(
            "Paste from a mail program, a table or a letter. Names beside addresses"
            " are recognised."
        ),
        # Far off: saying it beside the field would only puzzle.
        validators=[MaxLengthValidator(LONGEST_TEXT)],
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "false"}),
        error_messages={"required": _("Paste at least one address.")},
    )
    role = forms.ChoiceField(label=_("Role of those for whom none is given"))

    def __init__(self, *args: Any, roles: Collection[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = roles
        self.fields["role"] = forms.ChoiceField(
            label=self.fields["role"].label,
            choices=[(role.value, role.label) for role in roles],
            initial=Role.TEACHER,
        )

    def clean(self) -> dict[str, Any]:
        """Read the text; without a single address there is nothing to confirm."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "text" in cleaned and "role" in cleaned:
            found = find_people(
                cleaned["text"], roles=self.roles, default=Role(cleaned["role"])
            )
            if len(found.rows) > MOST_LINES or len(found.problems) > MOST_LINES:
                self.add_error("text", str(_TOO_MANY % {"count": MOST_LINES}))
            elif not (found.rows or found.problems):
                self.add_error("text", _("There is no e-mail address in this text."))
            cleaned["understood"] = found
        return cleaned


class FileForm(forms.Form):
    """A CSV file with a line of headings."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "The first line names the columns: e-mail, and if you like imię, nazwisko"
            " and rola. Nothing is sent before you confirm."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty."),
        },
    )

    def __init__(self, *args: Any, roles: Collection[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = roles

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if file := cleaned.get("file"):
            try:
                # One byte more than allowed is enough to know.
                understood = read_people(file.read(LARGEST_FILE + 1), roles=self.roles)
            except UnreadableTable as error:
                self.add_error("file", str(error))
            else:
                self._keep(cleaned, understood)
        return cleaned

    def _keep(self, cleaned: dict[str, Any], understood: Understood) -> None:
        if not (understood.rows or understood.problems):
            self.add_error("file", _("There is nobody in this file."))
        cleaned["understood"] = understood


class StaffRoleForm(forms.Form):
    """What somebody does at the institution."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: Collection[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared above
        field.choices = [(role.value, role.label) for role in roles]


class CareForm(forms.Form):
    """Who looks after accounts beside the head, and until when."""

    person = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.none(), empty_label=_("choose")
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        help_text=_("Leave it empty when there is no end yet."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as declared
        field.queryset = people

    def clean_ends_on(self) -> Any:  # noqa: ANN401 - a date or nothing
        ends_on = self.cleaned_data["ends_on"]
        if ends_on and ends_on < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."))
        return ends_on
