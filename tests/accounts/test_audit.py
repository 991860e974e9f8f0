"""The log of rights and accounts: everything is in it, and nothing goes unseen."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts.actions.access_groups import (
    add_to_group,
    create_access_group,
    remove_from_group,
)
from accounts.actions.audit import check_chain, record, trim
from accounts.actions.people import deactivate_person
from accounts.actions.roles import end_role, grant_role
from accounts.exceptions import AuditIsAppendOnly
from accounts.models import AuditEntry, AuditVerb, Institution, User
from accounts.roles import Role


def _latest() -> AuditEntry:
    entry = AuditEntry.objects.first()
    assert entry is not None
    return entry


def _tamper(column: str, value: str, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE accounts_auditentry SET {column} = %s WHERE number = %s",  # noqa: S608
            [value, number],
        )


def test_a_granted_role_is_written_down(
    dorota: User, maria: User, school: Institution
) -> None:
    grant_role(maria, role=Role.SPECIALIST, institution=school, actor=dorota)

    entry = _latest()
    assert entry.verb == AuditVerb.ROLE_GRANTED
    assert (entry.actor_id, entry.subject_id) == (dorota.pk, maria.pk)
    assert entry.institution_name == school.name
    assert entry.detail == "specialist"


def test_names_stay_as_they_were_that_day(maria: User) -> None:
    grant_role(maria, role=Role.SPECIALIST)

    User.objects.filter(pk=maria.pk).update(last_name="Nowa")

    assert _latest().subject_name == "Maria Brzozowska"


def test_every_change_of_rights_is_written_down(maria: User) -> None:
    group = create_access_group(name="Matematycy")
    before = AuditEntry.objects.count()

    end_role(maria, role=Role.TEACHER, institution=maria.institution)
    add_to_group(group, maria)
    remove_from_group(group, maria)
    deactivate_person(maria)

    verbs = list(AuditEntry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs[before:] == [
        AuditVerb.ROLE_ENDED,
        AuditVerb.GROUP_JOINED,
        AuditVerb.GROUP_LEFT,
        AuditVerb.PERSON_DEACTIVATED,
    ]


def test_an_entry_goes_back_with_the_deed_it_tells_of(maria: User) -> None:
    before = AuditEntry.objects.count()

    with transaction.atomic():
        deactivate_person(maria)
        transaction.set_rollback(True)

    assert AuditEntry.objects.count() == before
    assert check_chain().broken_at is None


def test_an_entry_is_neither_changed_nor_taken_out(maria: User) -> None:
    entry = _latest()

    with pytest.raises(AuditIsAppendOnly):
        entry.save()
    with pytest.raises(AuditIsAppendOnly):
        entry.delete()
    with pytest.raises(AuditIsAppendOnly):
        AuditEntry.objects.update(detail="nic")
    with pytest.raises(AuditIsAppendOnly):
        AuditEntry.objects.all().delete()
    with pytest.raises(AuditIsAppendOnly):
        AuditEntry.objects.bulk_create([AuditEntry()])
    with pytest.raises(AuditIsAppendOnly):
        AuditEntry.objects.bulk_update([entry], ["detail"])


def test_the_chain_is_in_order(maria: User, oskar: User) -> None:
    verdict = check_chain()

    assert verdict.broken_at is None
    assert verdict.entries == AuditEntry.objects.count()
    call_command("checkaudit")


@pytest.mark.parametrize(
    ("column", "value"),
    [("detail", "moderator"), ("actor_name", "Kto inny"), ("hash", "f" * 64)],
)
def test_a_changed_entry_shows(maria: User, column: str, value: str) -> None:
    _tamper(column, value, number=2)

    assert check_chain().broken_at == 2
    with pytest.raises(CommandError, match="breaks at entry 2"):
        call_command("checkaudit")


def test_a_removed_entry_shows_wherever_it_was(maria: User) -> None:
    last = _latest().number
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_auditentry WHERE number = %s", [last])

    assert check_chain().broken_at == last


def test_what_is_too_old_goes_and_the_rest_can_still_be_checked(maria: User) -> None:
    for _time in range(3):
        record(AuditVerb.ROLE_ENDED, actor=None, subject=maria)
    border = AuditEntry.objects.order_by("number")[2].at

    gone = trim(before=border)

    assert gone == 2
    assert _latest().verb == AuditVerb.AUDIT_TRIMMED
    assert check_chain().broken_at is None
    assert trim(before=timezone.now() - timedelta(days=730)) == 0


def test_an_entry_taken_out_after_the_anchor_shows(maria: User) -> None:
    border = AuditEntry.objects.order_by("number")[1].at
    trim(before=border)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_auditentry WHERE number = 2")

    assert check_chain().broken_at == 2


def test_a_nul_and_a_long_detail_are_cut(maria: User) -> None:
    record(AuditVerb.ROLE_ENDED, actor=maria, detail="a\x00b" + "c" * 900)

    assert _latest().detail == "ab" + "c" * 498
