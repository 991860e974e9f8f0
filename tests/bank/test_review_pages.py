"""The review desk through its pages: who enters, what they decide, what is kept."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from bank.actions.drafts import save_draft
from bank.actions.review import claim
from bank.actions.submission import submit_for_review
from bank.models import AuthorState, Material, ReviewAssignment
from tests.factories.accounts import make_user, protect
from tests.factories.bank import make_lesson_plan


@pytest.fixture
def review(maria: User) -> ReviewAssignment:
    return make_review(maria)


@pytest.fixture
def moderator(client: Client, renata: User) -> Client:
    protect(renata)
    client.force_login(renata)
    return client


def make_review(author: User, title: str = "Parowanie wody") -> ReviewAssignment:
    plan = make_lesson_plan(author, title=title, state=AuthorState.DRAFT)
    return submit_for_review(plan, by=author, rights_confirmed=True)


def decision(review: ReviewAssignment, **changes: Any) -> dict[str, Any]:
    version = Material.objects.get(pk=review.material_id).edit_version
    notes = {"private_notes": "Między nami: świetne.", "score-goal": "2"}
    return {"version": version, "reason": "", **notes} | changes


def test_desk_is_for_moderators(
    client: Client, review: ReviewAssignment, oskar: User
) -> None:
    assert client.get("/recenzje/")["Location"].startswith("/konto/login/")
    client.force_login(oskar)
    assert client.get("/recenzje/").status_code == 403
    assert client.get(f"/recenzje/{review.pk}/").status_code == 403


def test_desk_shows_what_waits(moderator: Client, review: ReviewAssignment) -> None:
    assert "Parowanie wody" in moderator.get("/recenzje/").content.decode()
    assert "Parowanie" in moderator.get("/recenzje/?pokaz=wolne").content.decode()
    assert "Parowanie" not in moderator.get("/recenzje/?pokaz=moje").content.decode()
    assert "Parowanie" not in moderator.get("/recenzje/?przedmiot=wf").content.decode()


@pytest.mark.parametrize("query", ["pokaz=x", "przedmiot=%00", "strona=9999999999999"])
def test_desk_survives_odd_addresses(moderator: Client, query: str) -> None:
    assert moderator.get(f"/recenzje/?{query}").status_code == 200


def test_own_material_is_explained_not_shown(
    moderator: Client, renata: User, maria: User
) -> None:
    own = make_review(renata, "Własna praca")

    desk = moderator.get("/recenzje/").content.decode()
    page = moderator.get(f"/recenzje/{own.pk}/")

    assert "Własna praca" not in desk
    assert "nikt nie recenzuje własnej pracy" in desk
    assert page.status_code == 403
    assert "To Twój własny materiał" in page.content.decode()


@pytest.mark.parametrize(
    "door", ["wziecie/", "oddanie/", "notatki/", "publikacja/", "odeslanie/"]
)
def test_own_material_cannot_be_decided(
    moderator: Client, renata: User, door: str
) -> None:
    own = make_review(renata)

    answer = moderator.post(f"/recenzje/{own.pk}/{door}", decision(own, reason="Bo ja"))

    assert answer.status_code == 404
    assert Material.objects.get(pk=own.material_id).live is False


def test_review_is_taken_and_given_back(
    moderator: Client, renata: User, review: ReviewAssignment
) -> None:
    moderator.post(f"/recenzje/{review.pk}/wziecie/")
    review.refresh_from_db()
    assert review.reviewer == renata

    moderator.post(f"/recenzje/{review.pk}/oddanie/")
    review.refresh_from_db()
    assert review.reviewer is None


def test_taken_by_another_is_said(moderator: Client, review: ReviewAssignment) -> None:
    other = make_user("rafal", Role.MODERATOR)
    claim(review.material, by=other)

    answer = moderator.post(f"/recenzje/{review.pk}/wziecie/", follow=True)

    assert str(other) in answer.content.decode()


def test_publishing_shows_the_material(
    moderator: Client, review: ReviewAssignment, oskar: User
) -> None:
    answer = moderator.post(f"/recenzje/{review.pk}/publikacja/", decision(review))

    published = Material.objects.get(pk=review.material_id)
    assert answer["Location"] == published.get_absolute_url()
    moderator.force_login(oskar)
    page = moderator.get(published.get_absolute_url()).content.decode()
    assert "Parowanie wody" in page
    assert "Między nami" not in page


def test_sending_back_needs_a_reason_and_keeps_the_rest(
    moderator: Client, review: ReviewAssignment
) -> None:
    page = moderator.post(f"/recenzje/{review.pk}/odeslanie/", decision(review))

    assert "Napisz, co poprawić" in page.content.decode()
    assert "Między nami: świetne." in page.content.decode()
    review.refresh_from_db()
    assert review.decided_at is None
    assert review.scores == {"goal": 2}


def test_author_reads_the_reason_and_never_the_notes(
    moderator: Client, review: ReviewAssignment, maria: User
) -> None:
    sent = decision(review, reason="Podaj czas kroków.")
    moderator.post(f"/recenzje/{review.pk}/odeslanie/", sent)

    moderator.force_login(maria)
    pages = [
        moderator.get(address, follow=True).content.decode()
        for address in [
            "/bank/moje/",
            f"/bank/{review.material_id}/edycja/",
            f"/bank/{review.material_id}-parowanie-wody/historia/",
        ]
    ]

    assert all("Podaj czas kroków." in page for page in pages)
    assert not any("Między nami" in page for page in pages)


def test_decision_about_another_text_is_refused_and_kept(
    moderator: Client, review: ReviewAssignment
) -> None:
    sent = decision(review, version=99, reason="Długie uzasadnienie")

    page = moderator.post(f"/recenzje/{review.pk}/odeslanie/", sent).content.decode()

    assert "Tekst zmienił się" in page
    assert "Długie uzasadnienie" in page


def test_second_version_is_compared_with_the_published(
    moderator: Client, maria: User
) -> None:
    plan = make_lesson_plan(maria, title="Stary tytuł lekcji")
    data = {"title": "Nowy tytuł lekcji"}
    newer = save_draft(plan, by=maria, data=data, base_version=plan.edit_version)
    review = submit_for_review(newer, by=maria, rights_confirmed=True)

    page = moderator.get(f"/recenzje/{review.pk}/").content.decode()

    assert "Stary</del>" in page
    assert "Nowy</ins>" in page


@pytest.mark.parametrize("value", ["\x00", "-5", "9" * 50, "x" * 4001])
@pytest.mark.parametrize("name", ["version", "private_notes", "reason", "score-goal"])
def test_odd_decisions_break_nothing(
    moderator: Client, review: ReviewAssignment, name: str, value: str
) -> None:
    for door in ["notatki/", "publikacja/", "odeslanie/"]:
        sent = decision(review, **{name: value})
        assert moderator.post(f"/recenzje/{review.pk}/{door}", sent).status_code < 500


def test_desk_costs_the_same_however_long(moderator: Client, maria: User) -> None:
    make_review(maria)
    moderator.get("/recenzje/")
    with CaptureQueriesContext(connection) as one:
        moderator.get("/recenzje/")
    for number in range(19):
        make_review(maria, f"Materiał {number}")

    with CaptureQueriesContext(connection) as twenty:
        moderator.get("/recenzje/")

    assert len(twenty) == len(one) <= 12
