"""Many at once: the log does not fork, a leaving happens once, a role is one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actions import leaving
from accounts.actions.audit import check_chain, record
from accounts.actions.rights import give_role
from accounts.actions.viewing import begin_viewing, end_viewing
from accounts.exceptions import AccountsError
from accounts.models import (
    AuditChain,
    AuditEntry,
    AuditVerb,
    Departure,
    DepartureState,
    User,
    Viewing,
)
from accounts.roles import Role
from network.models import MemberRole
from tests.factories.accounts import make_user
from tests.factories.network import make_network

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def at_once(*attempts: Callable[[], object]) -> list[str]:
    """Run them in threads of their own; name how each ended."""

    def run(attempt: Callable[[], object]) -> str:
        try:
            attempt()
        except AccountsError as error:
            return type(error).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return sorted(pool.map(run, attempts))


def test_the_log_does_not_fork_from_its_first_entry_on() -> None:
    def write() -> None:
        record(AuditVerb.ROLE_ENDED, actor=None, detail="naraz")

    AuditChain.objects.all().delete()

    assert at_once(*[write] * THREADS) == ["done"] * THREADS
    assert check_chain().broken_at is None
    assert AuditEntry.objects.count() == THREADS


def test_a_leaving_confirmed_by_many_clicks_happens_once(
    karol: User, dorota: User
) -> None:
    departure = leaving.begin_departure(karol, by=dorota, last_day=timezone.localdate())

    def confirm() -> None:
        leaving.confirm_departure(departure, by=dorota)

    assert at_once(*[confirm] * THREADS) == ["done"] * THREADS
    closed = AuditEntry.objects.filter(verb=AuditVerb.PERSON_DEACTIVATED)
    assert closed.count() == 1


def test_a_leaving_begun_in_two_tabs_is_one(karol: User, dorota: User) -> None:
    def begin() -> None:
        leaving.begin_departure(karol, by=dorota, last_day=timezone.localdate())

    assert at_once(*[begin] * THREADS) == ["done"] * THREADS
    assert Departure.objects.count() == 1


def test_two_workers_hand_over_once(maria: User, karol: User, dorota: User) -> None:
    network = make_network(maria, coordinator=karol)
    departure = leaving.begin_departure(karol, by=dorota, last_day=timezone.localdate())
    leaving.choose_successors(
        departure,
        by=dorota,
        chosen={("network.coordination", str(network.pk)): maria},
    )
    departure = leaving.confirm_departure(departure, by=dorota)

    assert at_once(*[lambda: leaving.carry_out(departure)] * 3) == ["done"] * 3
    handed = AuditEntry.objects.filter(verb=AuditVerb.DUTY_HANDED_OVER)
    assert handed.count() == 1
    assert network.memberships.get(user=maria).role == MemberRole.COORDINATOR
    departure.refresh_from_db()
    assert departure.state == DepartureState.DONE


def test_a_role_given_by_many_clicks_is_one_role(maria: User) -> None:
    adam = make_user("adam", Role.ADMINISTRATOR)

    def give() -> None:
        give_role(
            maria,
            by=User.objects.get(pk=adam.pk),
            role=Role.MODERATOR,
            institution=None,
            starts_on=None,
            ends_on=None,
        )

    assert at_once(*[give] * THREADS) == ["done"] * THREADS
    assert maria.role_assignments.filter(role=Role.MODERATOR).count() == 1


def test_a_look_ended_from_many_sides_ends_once(maria: User) -> None:
    adam = make_user("adam", Role.ADMINISTRATOR)
    look = begin_viewing(maria, by=adam, reason="Sprawdzam, co widać.")

    at_once(*[lambda: end_viewing(Viewing.objects.get(pk=look.pk))] * THREADS)

    ended = AuditEntry.objects.filter(verb=AuditVerb.VIEW_AS_ENDED)
    assert ended.count() == 1
