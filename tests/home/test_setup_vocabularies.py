import pytest
from django.test import Client

from accounts.models import AuditEntry, AuditVerb, User
from accounts.roles import Role
from bank.actions.vocabularies import load_vocabularies
from bank.models import AuthorState, ClassYear, Subject
from home.models import SetupStep
from home.setup.progress import status_of
from tests.factories.accounts import make_user, protect
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db
ADDRESS = "/wdrozenie/slowniki/"


@pytest.fixture
def adam() -> User:
    user = make_user("adam", Role.ADMINISTRATOR)
    protect(user)
    return user


@pytest.fixture
def as_adam(client: Client, adam: User) -> Client:
    client.force_login(adam)
    return client


def choice(without: str = "") -> dict[str, list[str]]:
    subjects = Subject.objects.exclude(code=without)
    return {
        "subjects": list(subjects.values_list("code", flat=True)),
        "class_years": list(ClassYear.objects.values_list("code", flat=True)),
    }


def offered(person: User, address: str) -> str:
    client = Client()
    client.force_login(person)
    return client.get(address, follow=True).content.decode()


def test_what_is_not_ticked_is_not_offered_any_more(
    as_adam: Client, adam: User, maria: User
) -> None:
    draft = make_lesson_plan(maria, state=AuthorState.DRAFT)
    address = f"/bank/{draft.pk}/edycja/"
    assert 'value="muzyka"' in offered(maria, address)

    as_adam.post(ADDRESS, choice(without="muzyka"))

    assert 'value="muzyka"' not in offered(maria, address)
    assert status_of(adam, SetupStep.VOCABULARIES).is_done
    details = AuditEntry.objects.filter(verb=AuditVerb.VOCABULARY_CHOSEN)
    assert any("muzyka" in entry.detail for entry in details)


def test_what_is_used_stays_where_it_is_used(as_adam: Client, maria: User) -> None:
    plan = make_lesson_plan(maria, state=AuthorState.DRAFT)
    music = Subject.objects.get(code="muzyka")
    plan.subjects.set([music])
    plan.save()
    plan.save_revision()

    as_adam.post(ADDRESS, choice(without="muzyka"))

    assert 'value="muzyka"' in offered(maria, f"/bank/{plan.pk}/edycja/")


def test_the_choice_outlives_a_release_and_can_be_taken_back(as_adam: Client) -> None:
    as_adam.post(ADDRESS, choice(without="muzyka"))
    load_vocabularies()
    assert not Subject.objects.get(code="muzyka").is_offered

    as_adam.post(ADDRESS, choice())

    assert Subject.objects.get(code="muzyka").is_offered


def test_something_must_stay(as_adam: Client) -> None:
    page = as_adam.post(ADDRESS, {**choice(), "subjects": []}).content.decode()

    assert "Zostaw zaznaczoną przynajmniej jedną pozycję" in page
    assert all(subject.is_offered for subject in Subject.objects.all())
