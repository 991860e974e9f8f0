from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from accounts.exports.tables import Cell, Table
from accounts.models import Institution, Invitation, User


def staff_table(
    place: Institution,
    people: Iterable[User],
    roles: Mapping[int, str],
    invitations: Iterable[Invitation],
) -> Table:
    """Lay the staff out as a table: people first, then those who are invited."""
    columns: list[StrOrPromise] = [
        *(gettext_lazy("Last name"), gettext_lazy("First name"), "E-mail"),
        *(gettext_lazy("Roles"), gettext_lazy("State"), gettext_lazy("Last sign-in")),
    ]
    name = _("People – %(place)s") % {"place": place.short_name}
    return Table(name, columns, _rows(people, roles, invitations))


def _rows(
    people: Iterable[User], roles: Mapping[int, str], invitations: Iterable[Invitation]
) -> Iterator[list[Cell]]:
    for person in people:
        state = _("working") if person.is_active else _("ended")
        yield [
            *(person.last_name, person.first_name, person.email),
            *(roles.get(person.pk, ""), state, person.last_login),
        ]
    for each in invitations:
        yield [
            *(each.last_name, each.first_name, each.email),
            *(each.get_role_display(), each.standing.label, None),
        ]
