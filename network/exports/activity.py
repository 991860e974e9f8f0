"""What members of a network wrote, as a table for who coordinates."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.exports.tables import Cell, Table
from network.models import Network
from network.models.activity import MemberActivity


def table_of_activity(network: Network, rows: Iterable[MemberActivity]) -> Table:
    return Table(
        f"{_('Activity')} {network.name}",
        [
            *(_("Person"), _("Institution"), _("In the network since")),
            *(_("Posts in 30 days"), _("Last post"), _("Quiet")),
        ],
        (_row(each) for each in rows),
    )


def _row(each: MemberActivity) -> list[Cell]:
    person, joined = each.membership.user, each.membership.joined_at
    return [
        person.get_full_name(),
        person.institution.name if person.institution else "",
        joined.date() if joined else None,
        *(each.posts, each.last, each.is_quiet),
    ]
