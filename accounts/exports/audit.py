from django.utils.translation import gettext_lazy as _

from accounts.exports.tables import Cell, Table
from accounts.models import AuditEntry
from accounts.models.audit import AuditEntryQuerySet

# Two years of a gmina are fewer; a longer file is one nobody can open.
MOST_ROWS = 20_000


def audit_table(entries: AuditEntryQuerySet) -> Table:
    """Lay the newest entries out as a table, with what is needed to check the chain."""
    columns = [
        *(_("Number"), _("When"), _("What happened"), _("Who")),
        *(_("Whom it concerns"), _("Institution"), _("Detail"), _("Hash")),
    ]
    rows = (_row(entry) for entry in entries[:MOST_ROWS])
    return Table(_("Log"), columns, rows)


def _row(entry: AuditEntry) -> list[Cell]:
    return [
        *(entry.number, entry.at, entry.label, entry.actor_name),
        *(entry.subject_name, entry.institution_name),
        *(entry.detail_in_words, entry.hash),
    ]
