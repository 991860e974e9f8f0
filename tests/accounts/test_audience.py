from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.actions.access_groups import (
    add_to_group,
    create_access_group,
    remove_from_group,
)
from accounts.actions.people import deactivate_person
from accounts.actions.roles import end_role, grant_role
from accounts.models import Institution, User
from accounts.models.audience import audience_tokens, audience_tokens_of
from accounts.roles import Role
from tests.factories.accounts import make_user


def test_a_stranger_belongs_to_the_public() -> None:
    assert audience_tokens(AnonymousUser()) == {"public"}


def test_a_teacher_belongs_to_school_role_and_self(
    maria: User, school: Institution
) -> None:
    assert audience_tokens(maria) == {
        "public",
        "signed_in",
        f"user:{maria.pk}",
        f"inst:{school.pk}",
        "role:teacher",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_its_token(role: Role) -> None:
    person = make_user("filip", role)

    assert audience_tokens(person) == {
        "public",
        "signed_in",
        f"user:{person.pk}",
        f"role:{role}",
    }


def test_a_role_in_a_school_opens_that_school(oskar: User, school: Institution) -> None:
    grant_role(oskar, role=Role.SPECIALIST, institution=school)

    assert f"inst:{school.pk}" in audience_tokens(oskar)


def test_the_school_closes_with_the_last_role_there(
    maria: User, school: Institution
) -> None:
    grant_role(maria, role=Role.SPECIALIST)
    end_role(maria, role=Role.TEACHER, institution=school)
    elsewhere = audience_tokens(maria)
    end_role(maria, role=Role.SPECIALIST)

    # A role for the whole gmina is held where one works.
    assert f"inst:{school.pk}" in elsewhere
    assert audience_tokens(maria) == {"public", "signed_in", f"user:{maria.pk}"}


def test_group_membership_comes_and_goes_at_once(maria: User) -> None:
    group = create_access_group(name="Sieć matematyczna")

    add_to_group(group, maria)
    inside = audience_tokens(maria)
    remove_from_group(group, maria)

    assert f"group:{group.pk}" in inside
    assert f"group:{group.pk}" not in audience_tokens(maria)


def test_returning_to_a_group_opens_it_again(maria: User) -> None:
    group = create_access_group(name="Sieć matematyczna")
    member = add_to_group(group, maria)
    member.ends_on = timezone.localdate() - timedelta(days=1)
    member.save(update_fields=["ends_on"])

    add_to_group(group, maria)

    assert f"group:{group.pk}" in audience_tokens(maria)


def test_an_ended_role_takes_its_token_along(renata: User) -> None:
    end_role(renata, role=Role.MODERATOR)

    assert "role:moderator" not in audience_tokens(renata)


def test_who_cannot_sign_in_sees_what_the_public_sees(
    maria: User, renata: User
) -> None:
    deactivate_person(maria)

    assert audience_tokens_of([maria, renata])[maria.pk] == {"public"}


def test_tokens_of_many_cost_as_much_as_of_one(
    maria: User, django_assert_num_queries: object
) -> None:
    people = [maria, *(make_user(f"osoba{number}") for number in range(20))]

    with django_assert_num_queries(2):  # type: ignore[operator]
        audience_tokens_of(people)
