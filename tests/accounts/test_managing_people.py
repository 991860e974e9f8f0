from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.actions.people import deactivate_person
from accounts.actions.roles import end_role, grant_role
from accounts.models import Institution, User
from accounts.models.access import Verb, can
from accounts.roles import GMINA_ROLES, Role
from tests.factories.accounts import make_user

EVERYDAY = [Verb.MANAGE, Verb.END, Verb.RESTORE]
OF_HEADS = [Verb.CHANGE_ROLE, Verb.DELEGATE]


@pytest.fixture
def ignacy(school: Institution) -> User:
    """Looks after the computers, and the accounts, of maria's school."""
    return make_user("ignacy", Role.SCHOOL_IT, institution=school)


def managed(user: User) -> set[User]:
    return set(User.objects.managed_by(user))


def test_a_head_manages_the_people_of_the_school(
    dorota: User, maria: User, oskar: User, ignacy: User, renata: User
) -> None:
    assert managed(dorota) == {maria, ignacy}


def test_it_manages_the_same_people_but_never_the_head(
    dorota: User, maria: User, oskar: User, ignacy: User
) -> None:
    assert managed(ignacy) == {maria}


def test_teachers_and_strangers_manage_nobody(
    maria: User, oskar: User, renata: User
) -> None:
    assert managed(maria) == managed(renata) == set()
    assert not User.objects.managed_by(AnonymousUser()).exists()


def test_the_office_manages_all_but_administrators(
    dorota: User, maria: User, renata: User
) -> None:
    urszula = make_user("urszula", Role.OFFICE)
    adam = make_user("adam", Role.ADMINISTRATOR)
    User.objects.create_superuser("root@example.org")

    assert managed(urszula) == {dorota, maria, renata}
    assert adam not in managed(urszula)


def test_an_administrator_manages_everybody_else(dorota: User, maria: User) -> None:
    adam, beata = (make_user(name, Role.ADMINISTRATOR) for name in ("adam", "beata"))

    assert managed(adam) == {dorota, maria, beata}


@pytest.mark.parametrize("role", sorted(GMINA_ROLES))
def test_who_works_for_the_gmina_is_beyond_a_head(
    role: Role, dorota: User, maria: User, ignacy: User
) -> None:
    grant_role(maria, role=role)

    assert maria not in managed(dorota)
    assert maria not in managed(ignacy)


def test_a_role_for_the_gmina_that_only_begins_tomorrow_counts(
    dorota: User, maria: User
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    grant_role(maria, role=Role.ADMINISTRATOR, starts_on=tomorrow)

    assert maria not in managed(dorota)


def test_a_head_of_another_school_is_beyond_a_head(
    dorota: User, maria: User, other_school: Institution
) -> None:
    grant_role(maria, role=Role.HEAD, institution=other_school)

    assert maria not in managed(dorota)


def test_a_head_manages_while_the_role_is_in_force(
    dorota: User, maria: User, school: Institution
) -> None:
    end_role(dorota, role=Role.HEAD, institution=school)

    assert managed(dorota) == set()
    assert not Institution.objects.managed_by(dorota).exists()


def test_an_account_that_ended_is_still_managed_but_manages_nobody(
    dorota: User, maria: User
) -> None:
    deactivate_person(maria)
    assert maria in managed(dorota)

    deactivate_person(dorota)
    assert managed(dorota) == set()


def test_a_head_of_two_schools_manages_both(
    dorota: User, maria: User, oskar: User, other_school: Institution
) -> None:
    grant_role(dorota, role=Role.HEAD, institution=other_school)

    assert managed(dorota) == {maria, oskar}
    assert Institution.objects.managed_by(dorota).count() == 2


def test_office_and_administrators_manage_every_institution(
    school: Institution, other_school: Institution, maria: User
) -> None:
    for role in (Role.OFFICE, Role.ADMINISTRATOR):
        user = make_user(role.value, role)
        assert Institution.objects.managed_by(user).count() == 2
    assert not Institution.objects.managed_by(maria).exists()


@pytest.mark.parametrize("verb", [*EVERYDAY, *OF_HEADS])
def test_a_head_may_all_but_reset_a_second_factor(
    verb: Verb, dorota: User, maria: User, oskar: User
) -> None:
    assert can(dorota, verb, maria)
    assert not can(dorota, verb, oskar)
    assert not can(dorota, verb, dorota)


@pytest.mark.parametrize("verb", OF_HEADS)
def test_it_grants_no_rights(verb: Verb, ignacy: User, maria: User) -> None:
    assert not can(ignacy, verb, maria)


@pytest.mark.parametrize("verb", EVERYDAY)
def test_it_cares_for_accounts(verb: Verb, ignacy: User, maria: User) -> None:
    assert can(ignacy, verb, maria)


def test_only_an_administrator_resets_a_second_factor(
    dorota: User, maria: User
) -> None:
    verb = Verb.RESET_SECOND_FACTOR

    assert can(make_user("adam", Role.ADMINISTRATOR), verb, maria)
    assert not can(make_user("urszula", Role.OFFICE), verb, maria)
    assert not can(dorota, verb, maria)


def test_a_head_who_is_it_elsewhere_grants_no_rights_there(
    dorota: User, oskar: User, other_school: Institution
) -> None:
    grant_role(dorota, role=Role.SCHOOL_IT, institution=other_school)

    assert can(dorota, Verb.END, oskar)
    assert not can(dorota, Verb.CHANGE_ROLE, oskar)


def test_a_guest_may_nothing(maria: User) -> None:
    assert not can(AnonymousUser(), Verb.MANAGE, maria)
