"""Giving and taking roles by somebody, and the list of all people."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions.people import deactivate_person
from accounts.actions.rights import give_role, move_person, take_role
from accounts.exceptions import NotAllowed
from accounts.models import AuditEntry, AuditVerb, Institution, RoleAssignment, User
from accounts.roles import Role
from tests.factories.accounts import make_user, protect


@pytest.fixture
def adam(db: None) -> User:
    adam = make_user("adam", Role.ADMINISTRATOR)
    protect(adam)
    return adam


@pytest.fixture
def urszula(db: None) -> User:
    urszula = make_user("urszula", Role.OFFICE)
    protect(urszula)
    return urszula


def _give(person: User, by: User, role: Role, place: Institution | None = None) -> None:
    give_role(person, by=by, role=role, institution=place, starts_on=None, ends_on=None)


def test_the_office_makes_a_head_and_a_moderator(
    urszula: User, maria: User, school: Institution
) -> None:
    _give(maria, urszula, Role.HEAD, school)
    _give(maria, urszula, Role.MODERATOR)

    assert maria.has_role(Role.HEAD)
    assert maria.has_role(Role.MODERATOR)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.OFFICE])
def test_the_office_gives_no_power_equal_to_its_own(
    urszula: User, maria: User, role: Role
) -> None:
    with pytest.raises(NotAllowed):
        _give(maria, urszula, role)


def test_the_office_takes_nothing_from_an_administrator(
    urszula: User, adam: User
) -> None:
    with pytest.raises(NotAllowed):
        take_role(adam.role_assignments.get(), by=urszula)


def test_nobody_changes_their_own_rights(adam: User) -> None:
    with pytest.raises(NotAllowed):
        _give(adam, adam, Role.MODERATOR)
    with pytest.raises(NotAllowed):
        take_role(adam.role_assignments.get(), by=adam)


def test_a_head_changes_no_roles(dorota: User, maria: User) -> None:
    with pytest.raises(NotAllowed):
        _give(maria, dorota, Role.MODERATOR)


def test_a_role_that_has_not_begun_can_be_taken_back(adam: User, maria: User) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    given = give_role(
        maria,
        by=adam,
        role=Role.OBSERVER,
        institution=None,
        starts_on=tomorrow,
        ends_on=None,
    )

    take_role(given, by=adam)

    assert not RoleAssignment.objects.filter(pk=given.pk).exists()


def test_who_changed_what_is_in_the_log(adam: User, maria: User) -> None:
    _give(maria, adam, Role.MODERATOR)

    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.verb, entry.actor_id) == (AuditVerb.ROLE_GRANTED, adam.pk)


def test_moving_ends_the_roles_of_the_old_place(
    urszula: User, maria: User, other_school: Institution
) -> None:
    move_person(maria, by=urszula, institution=other_school, ends_roles=True)

    maria.refresh_from_db()
    assert maria.institution == other_school
    assert not maria.has_role(Role.TEACHER)


def test_a_role_is_given_on_its_page(
    client: Client, adam: User, maria: User, school: Institution
) -> None:
    client.force_login(adam)
    until = timezone.localdate() + timedelta(days=30)

    client.post(
        f"/osoby/{maria.pk}/rola/",
        {"role": "head", "institution": school.pk, "ends_on": until.isoformat()},
    )

    given = maria.role_assignments.get(role=Role.HEAD)
    assert (given.institution, given.ends_on) == (school, until)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"role": "head"}, "institution"),
        ({"role": "moderator", "institution": "HERE"}, "institution"),
        ({"role": "teacher", "ends_on": "2020-01-01"}, "ends_on"),
        ({"role": "nic"}, "role"),
    ],
)
def test_a_role_without_sense_is_refused_and_kept(
    client: Client,
    adam: User,
    maria: User,
    school: Institution,
    wrong: dict[str, str],
    field: str,
) -> None:
    client.force_login(adam)
    sent = {k: str(school.pk) if v == "HERE" else v for k, v in wrong.items()}

    response = client.post(f"/osoby/{maria.pk}/rola/", sent)

    assert field in response.context["form"].errors
    assert maria.role_assignments.count() == 1


def test_an_old_sign_in_is_asked_to_prove_itself(
    client: Client, adam: User, maria: User
) -> None:
    client.force_login(adam)
    client.get("/osoby/")
    session = client.session
    session["signed_in_at"] -= 3000
    session.save()

    response = client.get(f"/osoby/{maria.pk}/rola/")

    assert response.status_code == 302
    assert "/reauthenticate/" in response["Location"]


def test_people_are_found_by_name_place_role_and_state(
    client: Client, urszula: User, maria: User, oskar: User, school: Institution
) -> None:
    deactivate_person(maria)
    client.force_login(urszula)
    asked = {
        "kto": "mar",
        "placowka": str(school.pk),
        "rola": "teacher",
        "stan": "zamkniete",
    }

    page = client.get("/osoby/", asked).content.decode()

    assert "maria@example.org" in page
    assert "oskar@example.org" not in page


def test_people_are_found_by_address(
    client: Client, urszula: User, maria: User, oskar: User
) -> None:
    client.force_login(urszula)

    page = client.get("/osoby/?kto=skar@exam").content.decode()

    assert "oskar@example.org" in page
    assert "maria@example.org" not in page


def test_the_list_goes_away_as_a_file_and_that_is_written_down(
    client: Client, urszula: User, maria: User
) -> None:
    client.force_login(urszula)

    text = client.get("/osoby/osoby.csv").content.decode("utf-8-sig")

    assert "maria@example.org" in text
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert entry.verb == AuditVerb.TABLE_DOWNLOADED


def test_the_office_does_not_open_an_administrator(
    client: Client, urszula: User, adam: User
) -> None:
    client.force_login(urszula)

    assert client.get(f"/osoby/{adam.pk}/").status_code == 404
    assert client.get(f"/osoby/{urszula.pk}/").status_code == 404
