"""Keeping what was understood until it is confirmed, and inviting from it once."""

from django.db import transaction
from django.utils import timezone

from accounts.actions.invitations import invite_people
from accounts.exceptions import ListGone
from accounts.importing.people import Row, Understood
from accounts.models import Institution, Invitation, StaffList, User


@transaction.atomic
def keep_list(
    institution: Institution, *, understood: Understood, actor: User
) -> StaffList:
    """Keep rows for their maker to look at; earlier ones of theirs are thrown away."""
    earlier = StaffList.objects.filter(made_by=actor, institution=institution)
    earlier.filter(sent_at__isnull=True).delete()
    return StaffList.objects.create(
        institution=institution,
        made_by=actor,
        rows=[row.as_json() for row in understood.rows],
        problems=[bad.as_json() for bad in understood.problems],
        ignored=list(understood.ignored),
    )


@transaction.atomic
def send_list(staff_list: StaffList, *, actor: User) -> list[Invitation]:
    """Invite everybody on it who may be, and forget the list. Raises `ListGone`.

    The conditional update is what a double click meets.
    """
    people = rows_of(staff_list)
    unsent = StaffList.objects.unsent().filter(pk=staff_list.pk)
    if not unsent.update(sent_at=timezone.now(), rows=[], problems=[], ignored=[]):
        raise ListGone(staff_list.pk)
    return invite_people(staff_list.institution, people=people, actor=actor)


@transaction.atomic
def drop_list(staff_list: StaffList) -> None:
    """Forget a list without inviting anybody."""
    staff_list.delete()


def rows_of(staff_list: StaffList) -> list[Row]:
    """Give the people of a list, the first of each address."""
    rows: dict[str, Row] = {}
    for values in staff_list.rows:
        rows.setdefault(values["email"], Row(**values))
    return list(rows.values())
