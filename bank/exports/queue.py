"""The moderators' queue as a table."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.exports.tables import Cell, Table
from bank.models import ReviewAssignment


def table_of_queue(queue: Iterable[ReviewAssignment]) -> Table:
    """What waits for review, the longest waiting first; nothing private of a review."""
    return Table(
        _("Waiting for review"),
        [
            *(_("Material"), _("Kind"), _("Author"), _("Institution")),
            *(_("Sent"), _("Due"), _("Overdue"), _("Taken by")),
        ],
        (_row(review) for review in queue),
    )


def _row(review: ReviewAssignment) -> list[Cell]:
    material = review.material
    return [
        str(material),
        material.get_kind_display(),
        str(material.owner or ""),
        material.institution.name if material.institution else "",
        *(review.submitted_at, review.due_on, review.is_overdue),
        str(review.reviewer or ""),
    ]
