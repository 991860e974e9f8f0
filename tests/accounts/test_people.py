import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser

from accounts.actions.people import create_person, deactivate_person
from accounts.exceptions import EmailTaken
from accounts.models import Institution, User


def test_a_new_person_has_a_confirmed_address(school: Institution) -> None:
    person = create_person(
        email=" Anna.Lis@Szkola.Example ",
        first_name="Anna",
        last_name="Lis",
        institution=school,
    )

    address = EmailAddress.objects.get(user=person)
    assert person.email == address.email == "anna.lis@szkola.example"
    assert address.verified
    assert address.primary
    assert not person.has_usable_password()


def test_an_address_belongs_to_one_person_whatever_its_case(maria: User) -> None:
    with pytest.raises(EmailTaken):
        create_person(email="MARIA@example.org", first_name="M", last_name="N")

    assert User.objects.count() == 1


def test_people_are_visible_to_people_only(maria: User, oskar: User) -> None:
    deactivate_person(oskar)

    assert list(User.objects.visible_to(maria)) == [maria]
    assert not User.objects.visible_to(AnonymousUser()).exists()


def test_institutions_are_public(school: Institution, maria: User) -> None:
    assert list(Institution.objects.visible_to(AnonymousUser())) == [school]
    assert list(Institution.objects.visible_to(maria)) == [school]
