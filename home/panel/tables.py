"""The same figures as tables that leave as files."""

from django.utils.translation import gettext as _

from accounts.exports.tables import Table
from accounts.models import Institution
from bank.school_year import SchoolYear
from home.panel.places import Place, totals
from home.panel.report import MonthRow


def table_of_places(rows: list[Place], year: SchoolYear | None) -> Table:
    """What `/panel/` shows, its totals included."""
    name = _("Institutions") if year is None else f"{_('Institutions')} {year}"
    in_all = totals(rows)
    return Table(
        name,
        [
            *(_("Institution"), _("Kind"), _("Town"), _("RSPO number")),
            *(_("Published"), _("Waiting for review"), _("People in networks")),
            *(_("Active people, 30 days"), _("Last activity")),
        ],
        [
            *(
                [
                    row.institution.name,
                    row.institution.get_kind_display(),
                    row.institution.town,
                    row.institution.rspo,
                    *(row.published, row.waiting, row.members, row.active),
                    row.last,
                ]
                for row in rows
            ),
            [
                *(_("Together"), "", "", "", in_all.published, in_all.waiting),
                *(in_all.members, in_all.active, None),
            ],
        ],
    )


def table_of_months(
    place: Institution, year: SchoolYear, rows: list[MonthRow]
) -> Table:
    """What the page of one institution's activity shows."""
    return Table(
        f"{_('Activity')} {place.short_name} {year}",
        [_("Month"), _("Published"), _("Submitted"), _("Active people"), _("Posts")],
        [
            [row.month.first_day, row.published, row.submitted, row.active, row.posts]
            for row in rows
        ],
    )
