from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.exports.tables import Cell, Table
from accounts.models import RoleAssignment, User


def people_table(people: QuerySet[User]) -> Table:
    """Lay people loaded `for_register` out as a table."""
    columns = [
        *(_("Last name"), _("First name"), _("E-mail address"), _("Institution")),
        *(_("Roles"), _("Account"), _("Last sign-in")),
    ]
    rows = (_row(person) for person in people)
    return Table(gettext_lazy("People"), columns, rows)


def _row(person: User) -> list[Cell]:
    state = pgettext("accounts", "open") if person.is_active else None
    return [
        *(person.last_name, person.first_name, person.email),
        person.institution.name if person.institution else "",
        "; ".join(map(_in_words, person.role_assignments.all())),
        state or pgettext("accounts", "closed"),
        person.last_login,
    ]


def _in_words(held: RoleAssignment) -> str:
    place = f" ({held.institution.short_name})" if held.institution else ""
    return f"{held.get_role_display()}{place}"
