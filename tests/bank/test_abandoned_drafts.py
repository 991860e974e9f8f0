"""Drafts begun and left: not one more at every visit, and easy to throw away."""

import pytest
from django.test import Client
from wagtail.models import Revision

from accounts.models import User
from bank.actions.drafts import begin_draft, save_draft
from bank.actions.submission import cancel_submission
from bank.models import AuthorState, Kind, LessonPlan, Material
from tests.factories.bank import make_lesson_plan


@pytest.fixture
def draft(maria: User) -> LessonPlan:
    return make_lesson_plan(maria, state=AuthorState.DRAFT)


@pytest.fixture
def author(client: Client, maria: User) -> Client:
    client.force_login(maria)
    return client


def test_beginning_again_gives_the_empty_draft_left_before(author: Client) -> None:
    first = author.post("/bank/nowy/", {"kind": "math_game"})
    second = author.post("/bank/nowy/", {"kind": "math_game"})

    assert second["Location"] == first["Location"]
    assert Material.objects.count() == 1


def test_another_kind_begins_another_draft(author: Client) -> None:
    author.post("/bank/nowy/", {"kind": "math_game"})
    author.post("/bank/nowy/", {"kind": "scenario"})

    assert Material.objects.count() == 2


def test_a_draft_once_written_in_is_not_given_again(maria: User) -> None:
    first = begin_draft(Kind.LESSON_PLAN, owner=maria)
    save_draft(first, by=maria, data={"summary": "Coś."}, base_version=1)

    assert begin_draft(Kind.LESSON_PLAN, owner=maria) != first


def test_nobody_is_given_the_empty_draft_of_another(maria: User, oskar: User) -> None:
    first = begin_draft(Kind.LESSON_PLAN, owner=maria)

    assert begin_draft(Kind.LESSON_PLAN, owner=oskar) != first


def test_the_list_of_ones_own_leads_to_deleting(
    author: Client, draft: LessonPlan
) -> None:
    assert f"/bank/{draft.pk}/usuniecie/" in author.get("/bank/moje/").content.decode()


def test_asking_deletes_nothing(author: Client, draft: LessonPlan) -> None:
    answer = author.get(f"/bank/{draft.pk}/usuniecie/")

    assert answer.status_code == 200
    assert Material.objects.filter(pk=draft.pk).exists()


def test_deleted_draft_leaves_no_version(author: Client, draft: LessonPlan) -> None:
    answer = author.post(f"/bank/{draft.pk}/usuniecie/")

    assert answer["Location"] == "/bank/moje/"
    assert not Material.objects.exists()
    assert not Revision.objects.filter(object_id=str(draft.pk)).exists()


def test_coauthor_cannot_delete_what_another_began(
    client: Client, maria: User, oskar: User
) -> None:
    shared = make_lesson_plan(maria, state=AuthorState.DRAFT, coauthors=[oskar])
    client.force_login(oskar)

    assert client.post(f"/bank/{shared.pk}/usuniecie/").status_code == 403


def test_outsider_does_not_learn_of_the_draft(
    client: Client, oskar: User, draft: LessonPlan
) -> None:
    client.force_login(oskar)

    assert client.post(f"/bank/{draft.pk}/usuniecie/").status_code == 404


def test_what_a_moderator_has_had_stays(author: Client, maria: User) -> None:
    sent = make_lesson_plan(maria, state=AuthorState.WAITING)
    cancel_submission(sent, by=maria)

    author.post(f"/bank/{sent.pk}/usuniecie/")

    assert Material.objects.filter(pk=sent.pk).exists()
    assert "/usuniecie/" not in author.get("/bank/moje/").content.decode()
