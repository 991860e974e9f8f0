"""Which of the people on a list can be invited, and why the others are left out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.importing.people import BadLine, Row
from accounts.models import Institution, Invitation, StaffList, User


@dataclass(frozen=True, slots=True)
class Skipped:
    """Somebody who is not invited, and the reason."""

    row: Row
    reason: str


@dataclass(slots=True)
class Verdict:
    """A list as it stands today."""

    fresh: list[Row] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: list[BadLine] = field(default_factory=list)


def judge(staff_list: StaffList) -> Verdict:
    """Look everybody up, in two queries whatever the length."""
    rows = [Row(**values) for values in staff_list.rows]
    reasons = _reasons({row.email for row in rows}, staff_list.institution)
    verdict = Verdict(problems=[BadLine(**values) for values in staff_list.problems])
    first_seen: dict[str, int] = {}
    for row in rows:
        earlier = first_seen.get(row.email)
        if earlier is not None:
            again = _("The same address as in line %(line)d.") % {"line": earlier}
            verdict.skipped.append(Skipped(row, again))
            continue
        first_seen[row.email] = row.number
        if row.email in reasons:
            verdict.skipped.append(Skipped(row, reasons[row.email]))
        else:
            verdict.fresh.append(row)
    return verdict


def _reasons(emails: Iterable[str], institution: Institution) -> dict[str, str]:
    wanted = list(emails)
    invited = Invitation.objects.open().filter(institution=institution)
    reasons = dict.fromkeys(
        invited.addresses_among(wanted),
        _("Invited already. You can send the invitation again from the list."),
    )
    people = User.objects.filter(email__in=wanted)
    for email, place, is_active in people.values_list(
        "email", "institution_id", "is_active"
    ):
        if place != institution.pk:
            reasons[email] = _(
                "Has an account outside your institution. Write to the education office."
            )
        elif is_active:
            reasons[email] = _("Works with you and has an account already.")
        else:
            reasons[email] = _(
                "The account has ended. You can restore it on the list of people."
            )
    return reasons
