"""What the list of people is narrowed by, and what is asked when rights change."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.forms.audit import DayInput
from accounts.models import Departure, DepartureState, Institution, RoleAssignment, User
from accounts.models.user import UserQuerySet
from accounts.roles import GMINA_ROLES, ROLES_OF_A_PLACE, Role

ACTIVE, CLOSED, LEAVING = "aktywne", "zamkniete", "odchodzace"


class PeopleFilter(forms.Form):
    """Narrow the list of people; what makes no sense narrows nothing and says so."""

    kto = forms.CharField(
        label=_("Name or address"),
        max_length=80,
        required=False,
        widget=forms.SearchInput,
    )
    placowka = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Institution"),
        required=False,
        empty_label=_("every institution"),
    )
    rola = forms.ChoiceField(label=_("Role"), required=False)
    stan = forms.ChoiceField(
        label=_("Account"),
        required=False,
        choices=[
            ("", _("any")),
            (ACTIVE, pgettext_lazy("accounts", "open")),
            (LEAVING, pgettext_lazy("accounts", "leaving")),
            (CLOSED, pgettext_lazy("accounts", "closed")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["placowka"].queryset = Institution.objects.all()  # type: ignore[attr-defined]
        self.fields["rola"].choices = [("", _("any role")), *Role.choices]  # type: ignore[attr-defined]

    def narrow(self, people: UserQuerySet) -> UserQuerySet:
        """Leave the people asked for."""
        self.is_valid()
        wanted = self.cleaned_data
        if words := wanted.get("kto"):
            named = people.called(words).values("pk")
            people = people.filter(Q(pk__in=named) | Q(email__icontains=words))
        if institution := wanted.get("placowka"):
            people = people.filter(institution=institution)
        if role := wanted.get("rola"):
            held = RoleAssignment.objects.current().filter(role=role)
            people = people.filter(pk__in=held.values("user_id"))
        if state := wanted.get("stan"):
            people = people.filter(_STATES[state])
        return people

    @property
    def query(self) -> str:
        """Say again what was asked, for the links between pages and to the files."""
        asked = {name: self.data.get(name, "") for name in self.fields}
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def page_query(self) -> str:
        """Give `query` as it follows the number of a page."""
        return f"&{self.query}" if self.query else ""


_STATES = {
    ACTIVE: Q(is_active=True),
    CLOSED: Q(is_active=False),
    LEAVING: Q(
        is_active=True,
        pk__in=Departure.objects.filter(state=DepartureState.PLANNED).values("person"),
    ),
}


class RoleForm(forms.Form):
    """A role with its place and its dates, of those this person may give."""

    role = forms.ChoiceField(label=_("Role"))
    institution = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Institution"),
        required=False,
        empty_label=_("the whole municipality"),
        help_text=_("A head and a school IT person need one; others may go without."),
    )
    starts_on = forms.DateField(
        label=_("From the day"),
        required=False,
        widget=DayInput,
        help_text=_("Empty: from today."),
    )
    ends_on = forms.DateField(
        label=_("To the day"),
        required=False,
        widget=DayInput,
        help_text=_("Empty: until somebody ends it."),
    )

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(role.value, role.label) for role in roles]
        self.fields["role"].choices = offered  # type: ignore[attr-defined]
        self.fields["institution"].queryset = Institution.objects.all()  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, place = cleaned.get("role"), cleaned.get("institution")
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if role in ROLES_OF_A_PLACE and place is None:
            self.add_error("institution", _("Say which institution this role is for."))
        if role in GMINA_ROLES and place is not None:
            self.add_error(
                "institution", _("This role is for the whole municipality only.")
            )
        if ends and ends < max(starts or ends, timezone.localdate()):
            self.add_error("ends_on", _("The last day is before the first or today."))
        return cleaned


class MoveForm(forms.Form):
    """Where somebody works from now on."""

    institution = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Institution"),
        required=False,
        empty_label=_("none"),
    )
    ends_roles = forms.BooleanField(
        label=_("End the roles held in the institution so far"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("institution", person.institution_id)
        self.fields["institution"].queryset = Institution.objects.all()  # type: ignore[attr-defined]
