"""Ways around the rule of access that somebody would try first."""

import pytest
from django.test import Client

from accounts.actions.access_groups import create_access_group
from accounts.models import Institution, User
from accounts.roles import Role
from bank.actions.drafts import save_draft
from bank.actions.published import correct, withdraw
from bank.actions.review import publish
from bank.actions.submission import submit_for_review
from bank.exceptions import VisibilityTooWide
from bank.models import AuthorState, LessonPlan, ReviewAssignment, Visibility
from tests.factories.accounts import make_user, protect
from tests.factories.bank import make_lesson_plan

SECRET = "kanarekzszuflady"


def history_of(client: Client, plan: LessonPlan, version: int) -> str:
    address = f"{plan.get_absolute_url()}historia/?wersja={version}"
    return client.get(address).content.decode()


def publish_anew(plan: LessonPlan, *, by: User, **changes: object) -> None:
    plan.refresh_from_db()
    save_draft(plan, by=by, data=changes, base_version=plan.edit_version)
    submit_for_review(plan, by=by, rights_confirmed=True)
    moderator = make_user("druga-recenzentka", Role.MODERATOR)
    plan.refresh_from_db()
    publish(plan, by=moderator, version=plan.edit_version)
    plan.refresh_from_db()


def test_history_tells_nobody_the_text_of_what_was_withdrawn(
    client: Client, maria: User, oskar: User
) -> None:
    plan = make_lesson_plan(maria, summary=f"Dane ucznia: {SECRET}.")
    withdraw(plan, by=maria, reason="Zawiera dane ucznia.")

    client.force_login(oskar)
    assert SECRET not in history_of(client, plan, 1)
    client.force_login(maria)
    assert SECRET in history_of(client, plan, 1)


def test_history_shows_no_version_made_for_fewer_eyes(
    client: Client, maria: User, oskar: User, school: Institution
) -> None:
    plan = make_lesson_plan(
        maria,
        summary=f"Tylko dla nas: {SECRET}.",
        visibility=Visibility.INSTITUTION,
        institution=school,
    )
    publish_anew(
        plan, by=maria, summary="Dla każdego.", visibility=Visibility.SIGNED_IN
    )

    client.force_login(oskar)
    pages = [history_of(client, plan, version) for version in (1, 2)]

    assert "Dla każdego." in client.get(plan.get_absolute_url()).content.decode()
    assert [SECRET in page for page in pages] == [False, False]
    client.force_login(maria)
    assert SECRET in history_of(client, plan, 1)


@pytest.mark.parametrize("door", ["notatki/", "publikacja/", "odeslanie/"])
def test_finished_review_opens_no_later_draft(
    client: Client, maria: User, renata: User, door: str
) -> None:
    protect(renata)
    plan = make_lesson_plan(maria, state=AuthorState.RETURNED)
    save_draft(plan, by=maria, data={"summary": SECRET}, base_version=plan.edit_version)
    review = ReviewAssignment.objects.get(material=plan)
    client.force_login(renata)

    for form in ({}, {"version": "3", "reason": "Popraw.", "score-goal": "9"}):
        answer = client.post(f"/recenzje/{review.pk}/{door}", form, follow=True)
        assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("wanted", [Visibility.PUBLIC, Visibility.ROLES])
def test_correction_shows_the_text_to_no_more_people(
    maria: User, renata: User, school: Institution, wanted: Visibility
) -> None:
    plan = make_lesson_plan(
        maria, visibility=Visibility.INSTITUTION, institution=school
    )
    data = {"visibility": wanted, "visibility_roles": ["teacher"]}

    reader = make_user("moderatorka-szkoly", Role.MODERATOR, institution=school)
    with pytest.raises(VisibilityTooWide):
        correct(plan, by=reader, data=data, base_version=plan.published_version)

    plan.refresh_from_db()
    assert plan.visibility == Visibility.INSTITUTION


def test_correction_may_show_the_text_to_fewer_people(
    maria: User, renata: User
) -> None:
    plan = make_lesson_plan(maria, visibility=Visibility.PUBLIC)
    data = {"visibility": Visibility.SIGNED_IN}

    correct(plan, by=renata, data=data, base_version=plan.published_version)

    plan.refresh_from_db()
    assert plan.visibility == Visibility.SIGNED_IN


def test_nobody_shares_with_a_network_they_left(client: Client, maria: User) -> None:
    foreign = create_access_group(name="Obca sieć")
    plan = make_lesson_plan(maria, state=AuthorState.DRAFT)
    client.force_login(maria)
    form = {
        "version": plan.edit_version,
        "title": "Lekcja",
        "visibility": Visibility.NETWORK,
        "visibility_group": foreign.pk,
        "steps-TOTAL_FORMS": "0",
        "steps-INITIAL_FORMS": "0",
    }

    client.post(f"/bank/{plan.pk}/edycja/", form)

    plan.refresh_from_db()
    assert plan.visibility_group is None


FORGED = {
    field.name: "1"
    for field in LessonPlan._meta.get_fields()
    if not field.many_to_many and not field.one_to_many
} | {
    "authors": "1",
    "live": "on",
    "is_featured": "on",
    "visibility": Visibility.AUTHOR,
    "rights_confirmed_at": "2026-01-01",
    **dict.fromkeys(["license", "rights_basis", "rights_holder"], ""),
    "visibility_group": "",
    "visibility_roles": "teacher",
    "slug": "podrobiony",
    "title": "Nowy tytuł",
    "steps-TOTAL_FORMS": "0",
    "steps-INITIAL_FORMS": "0",
}


def test_posting_every_field_of_the_model_changes_only_what_the_form_has(
    client: Client, maria: User, oskar: User
) -> None:
    draft = make_lesson_plan(maria, state=AuthorState.DRAFT)
    form = {**FORGED, "version": draft.edit_version, "owner": oskar.pk}
    client.force_login(maria)

    answer = client.post(f"/bank/{draft.pk}/edycja/", form)

    assert answer.status_code == 302
    plan = LessonPlan.objects.get(pk=draft.pk)
    assert (plan.title, plan.slug, plan.owner) == ("Nowy tytuł", "nowy-tytul", maria)
    assert [plan.live, plan.is_featured] == [False, False]
    assert plan.rights_confirmed_at is None
    assert [author.user for author in plan.authors.all()] == [maria]
    assert plan.visibility_institution is None
    assert (plan.review_state, plan.published_version) == ("none", 0)


@pytest.mark.django_db
def test_signed_out_floods_leave_little_in_the_session(client: Client) -> None:
    for number in range(1, 40):
        client.post(f"/bank/{number}/edycja/", {"title": "ą" * 10_000})

    kept = sum(len(str(value)) for value in client.session.values())
    assert kept < 1_000_000
    assert "lost-text" in str(list(client.session.keys()))
