from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.actions.roles import end_role, grant_role
from accounts.exceptions import RoleNotHeld
from accounts.models import Institution, RoleAssignment, User
from accounts.roles import Role


def test_a_granted_role_is_held_at_once(maria: User) -> None:
    assert not maria.has_role(Role.MODERATOR)

    grant_role(maria, role=Role.MODERATOR)

    assert maria.has_role(Role.MODERATOR)
    assert maria.needs_second_factor


def test_granting_again_changes_the_dates_only(maria: User) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    grant_role(maria, role=Role.MODERATOR)

    grant_role(maria, role=Role.MODERATOR, starts_on=tomorrow)

    assert RoleAssignment.objects.filter(role=Role.MODERATOR).count() == 1
    assert not maria.has_role(Role.MODERATOR)


def test_a_role_is_held_on_its_first_and_last_day(maria: User) -> None:
    today = timezone.localdate()

    grant_role(maria, role=Role.MODERATOR, starts_on=today, ends_on=today)

    assert maria.has_role(Role.MODERATOR)


def test_an_expired_role_gives_nothing(maria: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)

    grant_role(maria, role=Role.MODERATOR, ends_on=yesterday)

    assert not maria.has_role(Role.MODERATOR)


def test_an_ended_role_is_gone_at_once_and_remembered(renata: User) -> None:
    end_role(renata, role=Role.MODERATOR)

    assert not renata.has_role(Role.MODERATOR)
    assert RoleAssignment.objects.get(user=renata).ends_on is not None


def test_a_role_that_began_today_ends_without_a_trace(maria: User) -> None:
    grant_role(maria, role=Role.MODERATOR, starts_on=timezone.localdate())

    end_role(maria, role=Role.MODERATOR)

    assert not RoleAssignment.objects.filter(role=Role.MODERATOR).exists()


def test_a_role_not_held_cannot_end(maria: User) -> None:
    with pytest.raises(RoleNotHeld):
        end_role(maria, role=Role.MODERATOR)


def test_ending_a_role_in_one_school_keeps_it_in_another(
    dorota: User, school: Institution, other_school: Institution
) -> None:
    grant_role(dorota, role=Role.HEAD, institution=other_school)

    end_role(dorota, role=Role.HEAD, institution=school)

    assert dorota.has_role(Role.HEAD)
    assert dorota.role_assignments.current().get().institution == other_school


def test_the_database_holds_one_row_per_role_everywhere(renata: User) -> None:
    with pytest.raises(IntegrityError):
        RoleAssignment.objects.create(user=renata, role=Role.MODERATOR)
