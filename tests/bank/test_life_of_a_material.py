"""From a draft to the bank and out of it again, through the actions."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import WorkflowState

from accounts.models import User
from accounts.roles import Role
from bank.actions.content import StepText
from bank.actions.drafts import newest_text, save_draft, start_draft
from bank.actions.review import claim, publish, release, save_notes, send_back
from bank.actions.submission import cancel_submission, submit_for_review
from bank.exceptions import (
    AlreadyClaimed,
    DraftConflict,
    NotAllowed,
    NotComplete,
    ReasonMissing,
    RightsNotConfirmed,
    StaleVersion,
    VisibilityTooWide,
)
from bank.models import (
    AuthorState,
    ClassYear,
    Kind,
    LessonPlan,
    License,
    Material,
    RightsBasis,
    Subject,
    Visibility,
)
from notifications.models import Notification
from search.models import Change
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan


def whole_text() -> dict[str, object]:
    return {
        "title": "Ułamki na pizzy",
        "summary": "Dzielimy pizzę na równe części.",
        "subjects": Subject.objects.filter(code="matematyka"),
        "class_years": ClassYear.objects.filter(code="k5"),
        "duration_minutes": 45,
        "steps": [StepText("Wejście", 10, "Pokaż pizzę."), StepText("Praca", 35)],
    }


def fresh(material: Material) -> Material:
    stored: Material = Material.objects.get(pk=material.pk)
    return stored.specific


def submitted(owner: User) -> Material:
    plan = start_draft(Kind.LESSON_PLAN, owner=owner, data=whole_text())
    submit_for_review(plan, by=owner, rights_confirmed=True)
    return fresh(plan)


def test_half_a_draft_is_kept(maria: User) -> None:
    plan = start_draft(Kind.LESSON_PLAN, owner=maria)

    saved = save_draft(plan, by=maria, data={"title": "Ułam"}, base_version=1)

    assert saved.edit_version == 2
    assert fresh(plan).title == "Ułam"
    assert fresh(plan).slug == "ulam"
    assert fresh(plan).author_state == AuthorState.DRAFT


def test_autosave_keeps_one_working_copy(maria: User) -> None:
    plan = start_draft(Kind.LESSON_PLAN, owner=maria)

    for number in range(1, 4):
        save_draft(plan, by=maria, data={"title": f"{number}"}, base_version=number)

    assert plan.revisions.count() <= 2
    assert fresh(plan).title == "3"


def test_text_over_a_limit_is_refused_by_field(maria: User) -> None:
    plan = start_draft(Kind.LESSON_PLAN, owner=maria)
    data = {"title": "a" * 201, "steps": [StepText("x" * 161)]}

    with pytest.raises(ValidationError) as refused:
        save_draft(plan, by=maria, data=data, base_version=1)

    assert set(refused.value.message_dict) == {"title", "steps-1-title"}
    assert fresh(plan).edit_version == 1


def test_two_tabs_lose_neither_text(maria: User) -> None:
    plan = start_draft(Kind.LESSON_PLAN, owner=maria)
    save_draft(plan, by=maria, data={"title": "pierwsza"}, base_version=1)

    with pytest.raises(DraftConflict) as conflict:
        save_draft(plan, by=maria, data={"title": "druga"}, base_version=1)

    assert conflict.value.stored.title == "pierwsza"
    assert conflict.value.submitted == {"title": "druga"}


def test_submission_names_what_is_missing(maria: User) -> None:
    plan = start_draft(Kind.LESSON_PLAN, owner=maria, data={"title": "Sam tytuł"})

    with pytest.raises(NotComplete) as refused:
        submit_for_review(plan, by=maria, rights_confirmed=True)

    assert refused.value.missing == [
        "subjects",
        "class_years",
        "duration_minutes",
        "summary",
        "flow",
    ]


def test_submission_needs_the_tick_for_rights(maria: User) -> None:
    plan = start_draft(Kind.LESSON_PLAN, owner=maria, data=whole_text())

    with pytest.raises(RightsNotConfirmed):
        submit_for_review(plan, by=maria, rights_confirmed=False)


@pytest.mark.parametrize(
    ("license_code", "basis"),
    [("tylko-bank", RightsBasis.OWN), ("cc-by-4.0", RightsBasis.QUOTED)],
)
def test_others_work_is_never_public(
    license_code: str, basis: RightsBasis, maria: User
) -> None:
    data = whole_text() | {
        "visibility": Visibility.PUBLIC,
        "license": License.objects.get(code=license_code),
        "rights_basis": basis,
    }
    plan = start_draft(Kind.LESSON_PLAN, owner=maria, data=data)

    with pytest.raises(VisibilityTooWide):
        submit_for_review(plan, by=maria, rights_confirmed=True)


def test_sending_twice_is_one_review(maria: User, renata: User) -> None:
    plan = start_draft(Kind.LESSON_PLAN, owner=maria, data=whole_text())

    first = submit_for_review(plan, by=maria, rights_confirmed=True)
    second = submit_for_review(plan, by=maria, rights_confirmed=True)

    assert first == second
    assert WorkflowState.objects.count() == 1
    assert Notification.objects.filter(user=renata).count() == 1


def test_material_is_frozen_while_reviewed(maria: User, renata: User) -> None:
    plan = submitted(maria)

    assert plan.author_state == AuthorState.WAITING
    with pytest.raises(Exception, match="edit"):
        save_draft(plan, by=maria, data={"title": "inny"}, base_version=1)


def test_moderator_publishes_and_the_author_hears(maria: User, renata: User) -> None:
    plan = submitted(maria)

    claim(plan, by=renata)
    published = publish(plan, by=renata, version=plan.edit_version)

    assert published.live
    assert published.published_version == 1
    assert published.author_state == AuthorState.PUBLISHED
    assert isinstance(published, LessonPlan)
    assert [step.title for step in published.steps.all()] == ["Wejście", "Praca"]
    assert [s.code for s in published.subjects.all()] == ["matematyka"]
    assert Notification.objects.get(user=maria).kind == "material.published"
    assert Change.objects.filter(source="material", object_pk=plan.pk).exists()


def test_nobody_publishes_their_own(renata: User) -> None:
    plan = submitted(renata)

    with pytest.raises(NotAllowed):
        publish(plan, by=renata, version=plan.edit_version)


def test_coauthor_of_the_new_version_cannot_publish_it(
    maria: User, renata: User
) -> None:
    plan = make_lesson_plan(maria)
    save_draft(plan, by=maria, data={"authors": [maria, renata]}, base_version=1)
    submit_for_review(plan, by=maria, rights_confirmed=True)

    with pytest.raises(NotAllowed):
        publish(plan, by=renata, version=fresh(plan).edit_version)


def test_moderator_decides_about_the_text_they_read(maria: User, renata: User) -> None:
    plan = submitted(maria)
    read = plan.edit_version
    cancel_submission(plan, by=maria)
    save_draft(plan, by=maria, data={"summary": "Inaczej."}, base_version=read)
    submit_for_review(plan, by=maria, rights_confirmed=True)

    with pytest.raises(StaleVersion):
        publish(plan, by=renata, version=read)


def test_returned_material_says_why_and_comes_back(maria: User, renata: User) -> None:
    plan = submitted(maria)
    with pytest.raises(ReasonMissing):
        send_back(plan, by=renata, reason="  ")

    send_back(plan, by=renata, reason="Dopisz kryteria sukcesu.")

    assert fresh(plan).author_state == AuthorState.RETURNED
    assert Notification.objects.get(user=maria).data["reason"].startswith("Dopisz")
    save_draft(plan, by=maria, data={"success_criteria": "Wiem."}, base_version=1)
    review = submit_for_review(plan, by=maria, rights_confirmed=True)
    assert review.reviewer == renata
    assert review.decided_at is None
    assert publish(plan, by=renata, version=fresh(plan).edit_version).live


def test_published_text_stays_while_the_next_is_reviewed(
    maria: User, renata: User
) -> None:
    plan = make_lesson_plan(maria, title="Stary")
    data = {"title": "Nowy", "steps": [StepText("Jeden krok", 45)]}
    save_draft(plan, by=maria, data=data, base_version=1)
    submit_for_review(plan, by=maria, rights_confirmed=True)

    assert fresh(plan).title == "Stary"
    assert fresh(plan).live
    assert fresh(plan).author_state == AuthorState.WAITING
    assert newest_text(fresh(plan)).title == "Nowy"

    published = publish(plan, by=renata, version=fresh(plan).edit_version)
    assert published.title == "Nowy"
    assert [s.title for s in published.steps.all()] == ["Jeden krok"]
    assert published.published_version == 2


def test_claimed_review_is_not_taken_by_another(maria: User, renata: User) -> None:
    ryszard = make_user("ryszard", Role.MODERATOR)
    plan = submitted(maria)
    claim(plan, by=renata)

    with pytest.raises(AlreadyClaimed) as refused:
        claim(plan, by=ryszard)
    with pytest.raises(AlreadyClaimed):
        publish(plan, by=ryszard, version=plan.edit_version)

    assert refused.value.reviewer == renata
    release(plan, by=renata)
    claim(plan, by=ryszard)


def test_notes_stay_with_the_review(maria: User, renata: User) -> None:
    plan = submitted(maria)
    claim(plan, by=renata)

    save_notes(plan, by=renata, private_notes="Sprawdź czas.", scores={"jasnosc": 4})

    review = plan.reviews.get()
    assert review.private_notes == "Sprawdź czas."
    assert review.scores == {"jasnosc": 4}
