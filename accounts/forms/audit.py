"""What the log is searched by."""

from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditVerb, Institution
from accounts.models.audit import AuditEntryQuerySet

_LARGEST_KEY = 2**63 - 1


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AuditFilter(forms.Form):
    """Narrow the log; a field that makes no sense narrows nothing and says so."""

    kto = forms.CharField(
        label=_("Person"), max_length=80, required=False, widget=forms.SearchInput
    )
    co = forms.ChoiceField(label=_("What happened"), required=False)
    placowka = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Institution"),
        required=False,
        empty_label=_("every institution"),
    )
    od = forms.DateField(label=_("From the day"), required=False, widget=DayInput)
    do = forms.DateField(label=_("To the day"), required=False, widget=DayInput)
    osoba = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=_LARGEST_KEY,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted(AuditVerb.choices, key=lambda choice: str(choice[1]))
        self.fields["co"].choices = [("", _("anything")), *known]  # type: ignore[attr-defined]
        self.fields["placowka"].queryset = Institution.objects.all()  # type: ignore[attr-defined]

    def narrow(self, entries: AuditEntryQuerySet) -> AuditEntryQuerySet:
        """Leave the entries asked for."""
        self.is_valid()
        wanted = self.cleaned_data
        if words := wanted.get("kto"):
            entries = entries.naming(words)
        if person_id := wanted.get("osoba"):
            entries = entries.about(person_id)
        if verb := wanted.get("co"):
            entries = entries.filter(verb=verb)
        if institution := wanted.get("placowka"):
            entries = entries.filter(institution=institution)
        if first := wanted.get("od"):
            entries = entries.filter(at__date__gte=first)
        if last := wanted.get("do"):
            entries = entries.filter(at__date__lte=last)
        return entries

    @property
    def query(self) -> str:
        """Say again what was asked, for the links between pages and to the files."""
        asked = {name: self.data.get(name, "") for name in self.fields}
        kept = {name: value for name, value in asked.items() if value}
        return urlencode(kept)

    @property
    def page_query(self) -> str:
        """Give `query` as it follows the number of a page."""
        return f"&{self.query}" if self.query else ""
