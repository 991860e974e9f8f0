"""The end of somebody's employment: what closes, what stays, who takes over."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions import leaving
from accounts.exceptions import DepartureMoved, NotAllowed
from accounts.models import (
    AuditEntry,
    AuditVerb,
    Departure,
    DepartureState,
    HandoverState,
    User,
)
from accounts.roles import Role
from bank.actions.review import claim
from bank.models import AuthorState, MaterialAuthor, ReviewAssignment
from network.models import MemberRole, Membership, MemberState, Network
from notifications.models import Notification
from tests.factories.accounts import make_institution, make_user
from tests.factories.bank import make_lesson_plan
from tests.factories.network import make_network, make_topic

TODAY = timezone.localdate


@pytest.fixture
def network(maria: User, karol: User) -> Network:
    return make_network(maria, coordinator=karol)


def _prepare(person: User, by: User, to: User | None, *, days: int = 0) -> Departure:
    """Go through the first two steps, giving everything to one person."""
    day = TODAY() + timedelta(days=days)
    departure = leaving.begin_departure(person, by=by, last_day=day)
    chosen = {
        (duty.key, held.key): to for duty, held in leaving.everything_held_by(person)
    }
    return leaving.choose_successors(departure, by=by, chosen=chosen)


def test_todays_leaving_closes_the_door_at_once(
    client: Client, karol: User, dorota: User
) -> None:
    client.force_login(karol)

    leaving.confirm_departure(_prepare(karol, dorota, None), by=dorota)

    karol.refresh_from_db()
    assert not karol.is_active
    assert client.get("/konto/").status_code == 302


def test_coordination_goes_to_the_successor_who_hears_of_it(
    network: Network,
    karol: User,
    maria: User,
    dorota: User,
    run_jobs: Callable[[], None],
) -> None:
    topic = make_topic(karol, network=network)

    leaving.confirm_departure(_prepare(karol, dorota, maria), by=dorota)
    run_jobs()

    held = {m.user_id: (m.role, m.state) for m in network.memberships.all()}
    assert held[maria.pk] == (MemberRole.COORDINATOR, MemberState.ACTIVE)
    assert held[karol.pk] == (MemberRole.MEMBER, MemberState.ENDED)
    topic.refresh_from_db()
    assert topic.author == karol
    told = Notification.objects.get(kind="account.handed_over")
    assert told.user_id == maria.pk


def test_a_network_may_stay_without_a_coordinator(
    network: Network, karol: User, dorota: User, run_jobs: Callable[[], None]
) -> None:
    leaving.confirm_departure(_prepare(karol, dorota, None), by=dorota)
    run_jobs()

    assert not Membership.objects.coordinating().filter(network=network).exists()
    departure = Departure.objects.get()
    assert departure.state == DepartureState.DONE
    assert departure.handovers.get().state == HandoverState.LEFT


def test_a_claimed_review_goes_to_another_moderator(
    maria: User, renata: User, run_jobs: Callable[[], None]
) -> None:
    adam, other = (
        make_user("adam", Role.ADMINISTRATOR),
        make_user("roman", Role.MODERATOR),
    )
    plan = make_lesson_plan(maria, state=AuthorState.WAITING)
    claim(plan, by=renata)

    leaving.confirm_departure(_prepare(renata, adam, other), by=adam)
    run_jobs()

    assert ReviewAssignment.objects.get().reviewer == other


def test_a_claimed_review_goes_back_to_the_queue(
    maria: User, renata: User, run_jobs: Callable[[], None]
) -> None:
    adam = make_user("adam", Role.ADMINISTRATOR)
    plan = make_lesson_plan(maria, state=AuthorState.WAITING)
    claim(plan, by=renata)

    leaving.confirm_departure(_prepare(renata, adam, None), by=adam)
    run_jobs()

    assert ReviewAssignment.objects.get().reviewer is None


def test_a_shared_draft_gets_its_co_author_as_owner_and_keeps_both_names(
    maria: User, karol: User, dorota: User, run_jobs: Callable[[], None]
) -> None:
    draft = make_lesson_plan(maria, state=AuthorState.DRAFT)
    MaterialAuthor.objects.create(material=draft, user=karol, sort_order=1)

    departure = leaving.confirm_departure(_prepare(maria, dorota, karol), by=dorota)
    run_jobs()

    draft.refresh_from_db()
    assert draft.title not in departure.handovers.get().label
    assert draft.owner == karol
    assert {author.user for author in draft.authors.all()} == {maria, karol}


def test_authorship_stays_and_roles_end(
    maria: User, dorota: User, run_jobs: Callable[[], None]
) -> None:
    plan = make_lesson_plan(maria)

    leaving.confirm_departure(_prepare(maria, dorota, None), by=dorota)
    run_jobs()

    plan.refresh_from_db()
    assert plan.owner == maria
    assert not maria.role_assignments.not_over().exists()


def test_a_later_day_closes_when_it_is_over_and_not_before(
    network: Network,
    karol: User,
    maria: User,
    dorota: User,
    run_jobs: Callable[[], None],
) -> None:
    departure = _prepare(karol, dorota, maria, days=3)
    leaving.confirm_departure(departure, by=dorota)

    leaving.close_due_doors(today=TODAY() + timedelta(days=3))
    assert User.objects.active().filter(pk=karol.pk).exists()

    leaving.close_due_doors(today=TODAY() + timedelta(days=4))
    run_jobs()
    assert not User.objects.active().filter(pk=karol.pk).exists()
    assert Membership.objects.coordinating().get(network=network).user == maria


def test_confirming_twice_is_confirming_once(karol: User, dorota: User) -> None:
    departure = _prepare(karol, dorota, None)

    leaving.confirm_departure(departure, by=dorota)
    leaving.confirm_departure(departure, by=dorota)

    planned = AuditEntry.objects.filter(verb=AuditVerb.DEPARTURE_PLANNED)
    closed = AuditEntry.objects.filter(verb=AuditVerb.PERSON_DEACTIVATED)
    assert (planned.count(), closed.count()) == (1, 1)


def test_a_stop_in_the_middle_loses_nothing(
    network: Network,
    karol: User,
    maria: User,
    dorota: User,
    run_jobs: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    departure = leaving.confirm_departure(_prepare(karol, dorota, maria), by=dorota)

    def die(_departure: Departure) -> None:
        raise SystemExit

    with monkeypatch.context() as stopped:
        stopped.setattr(leaving, "_finish", die)
        with pytest.raises(SystemExit):
            leaving.carry_out(departure)
    run_jobs()
    leaving.carry_out(departure)

    departure.refresh_from_db()
    assert departure.state == DepartureState.DONE
    handed = AuditEntry.objects.filter(verb=AuditVerb.DUTY_HANDED_OVER)
    assert handed.count() == 1
    assert Notification.objects.filter(kind="account.handed_over").count() == 1


def test_what_came_up_later_stays_without_a_carer_in_the_protocol(
    maria: User, karol: User, dorota: User, run_jobs: Callable[[], None]
) -> None:
    departure = _prepare(karol, dorota, None, days=3)
    leaving.confirm_departure(departure, by=dorota)
    make_network(maria, coordinator=karol)

    leaving.close_due_doors(today=TODAY() + timedelta(days=4))
    run_jobs()

    assert departure.handovers.get().state == HandoverState.LEFT


def test_a_planned_departure_can_be_called_off(karol: User, dorota: User) -> None:
    departure = _prepare(karol, dorota, None, days=3)
    leaving.confirm_departure(departure, by=dorota)

    leaving.cancel_departure(departure, by=dorota)

    leaving.close_due_doors(today=TODAY() + timedelta(days=9))
    karol.refresh_from_db()
    assert karol.is_active
    with pytest.raises(DepartureMoved):
        leaving.confirm_departure(departure, by=dorota)


def test_what_has_happened_cannot_be_called_off(karol: User, dorota: User) -> None:
    departure = leaving.confirm_departure(_prepare(karol, dorota, None), by=dorota)

    with pytest.raises(DepartureMoved):
        leaving.cancel_departure(departure, by=dorota)


def test_only_who_looks_after_the_account_lets_somebody_go(
    karol: User, oskar: User, dorota: User
) -> None:
    with pytest.raises(NotAllowed):
        leaving.begin_departure(karol, by=oskar, last_day=TODAY())
    with pytest.raises(NotAllowed):
        leaving.begin_departure(dorota, by=dorota, last_day=TODAY())


def test_a_head_does_not_hand_on_what_a_head_may_not_give(
    client: Client, dorota: User, school: object
) -> None:
    urszula = make_user("urszula", Role.OFFICE)
    duties = leaving.everything_held_by(dorota)

    [(duty, held)] = duties

    assert list(duty.candidates(held, urszula)) == []
    make_user("ewa", Role.TEACHER, institution=dorota.institution)
    assert [p.email for p in duty.candidates(held, urszula)] == ["ewa@example.org"]


def test_the_head_role_goes_on_to_a_colleague(
    dorota: User, maria: User, run_jobs: Callable[[], None]
) -> None:
    urszula = make_user("urszula", Role.OFFICE)

    leaving.confirm_departure(_prepare(dorota, urszula, maria), by=urszula)
    run_jobs()

    maria.forget_rights()
    assert maria.has_role(Role.HEAD)


def test_a_role_is_not_handed_to_who_went_elsewhere_before_the_last_day(
    dorota: User, maria: User, run_jobs: Callable[[], None]
) -> None:
    olga = make_user("olga", Role.OFFICE)
    departure = _prepare(dorota, olga, maria)
    maria.institution = make_institution("elsewhere")
    maria.save(update_fields=["institution"])

    leaving.confirm_departure(departure, by=olga)
    run_jobs()

    maria.refresh_from_db()
    assert not maria.has_role(Role.HEAD)
    assert departure.handovers.get(duty="accounts.role").state == HandoverState.LEFT
