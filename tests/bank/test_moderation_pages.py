"""Correcting, withdrawing, restoring and recommending what is published."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from bank.models import AuthorState, LessonPlan, Visibility
from tests.factories.accounts import protect
from tests.factories.bank import make_lesson_plan

_DOORS = [
    "korekta/",
    "korekta/kroki/",
    "wycofanie/",
    "przywrocenie/",
    "wyroznienie/",
    "wyroznienie/koniec/",
]


@pytest.fixture
def plan(maria: User) -> LessonPlan:
    return make_lesson_plan(maria, title="Ułamki ze sznurka")


@pytest.fixture
def moderator(client: Client, renata: User) -> Client:
    protect(renata)
    client.force_login(renata)
    return client


def correction(plan: LessonPlan, **changes: Any) -> dict[str, Any]:
    return {
        "version": plan.published_version,
        "title": plan.title,
        "subject": "matematyka",
        "class_years": ["k5"],
        "duration_minutes": "45",
        "summary": plan.summary,
        "visibility": "signed_in",
        "license": "cc-by-sa-4.0",
        "steps-TOTAL_FORMS": "1",
        "steps-INITIAL_FORMS": "0",
        "steps-0-title": "Wejście",
        "steps-0-minutes": "45",
        "reason": "Literówka w tytule.",
    } | changes


@pytest.mark.parametrize("door", _DOORS)
def test_readers_may_not(
    client: Client, plan: LessonPlan, oskar: User, door: str
) -> None:
    client.force_login(oskar)

    assert (
        client.post(f"/bank/{plan.pk}/{door}", {"reason": "Bo tak"}).status_code == 403
    )


@pytest.mark.parametrize("door", _DOORS)
def test_what_is_not_seen_does_not_exist(
    client: Client, maria: User, oskar: User, door: str
) -> None:
    secret = make_lesson_plan(maria, visibility=Visibility.AUTHOR)
    client.force_login(oskar)

    assert client.post(f"/bank/{secret.pk}/{door}").status_code == 404


def test_correction_is_published_at_once(
    moderator: Client, plan: LessonPlan, oskar: User
) -> None:
    moderator.post(f"/bank/{plan.pk}/korekta/", correction(plan, title="Ułamki"))

    plan.refresh_from_db()
    assert (plan.title, plan.published_version) == ("Ułamki", 2)
    page = moderator.get(f"{plan.get_absolute_url()}historia/?wersja=2")
    assert "Literówka w tytule." in page.content.decode()


def test_refused_correction_keeps_what_was_typed(
    moderator: Client, plan: LessonPlan
) -> None:
    sent = correction(plan, title="", summary="Zmienione zdanie")

    page = moderator.post(f"/bank/{plan.pk}/korekta/", sent).content.decode()

    assert "To jest potrzebne." in page
    assert "Zmienione zdanie" in page
    assert "Literówka w tytule." in page


def test_two_corrections_lose_neither(moderator: Client, plan: LessonPlan) -> None:
    moderator.post(f"/bank/{plan.pk}/korekta/", correction(plan, title="Pierwsza"))

    answer = moderator.post(
        f"/bank/{plan.pk}/korekta/", correction(plan, title="Druga")
    )

    assert answer.status_code == 409
    assert "Pierwsza" in answer.content.decode()
    assert "Druga" in answer.content.decode()


def test_steps_of_a_correction_are_rearranged(
    moderator: Client, plan: LessonPlan
) -> None:
    sent = correction(plan, order="add")

    answer = moderator.post(f"/bank/{plan.pk}/korekta/kroki/", sent)

    assert len(answer.context["form"].steps.forms) == 2
    assert "Literówka w tytule." in answer.content.decode()


def test_withdrawing_needs_a_reason(moderator: Client, plan: LessonPlan) -> None:
    moderator.post(f"/bank/{plan.pk}/wycofanie/", {"reason": "  "})
    plan.refresh_from_db()
    assert plan.live

    moderator.post(f"/bank/{plan.pk}/wycofanie/", {"reason": "Zdjęcie bez zgody."})
    answer = moderator.get(plan.get_absolute_url())
    assert answer.status_code == 410
    assert "Zdjęcie bez zgody." in answer.content.decode()


def test_withdrawn_is_restored_with_a_reason(moderator: Client, maria: User) -> None:
    plan = make_lesson_plan(maria, state=AuthorState.PUBLISHED)
    moderator.post(f"/bank/{plan.pk}/wycofanie/", {"reason": "Pomyłka?"})

    moderator.post(f"/bank/{plan.pk}/przywrocenie/", {"reason": "Wyjaśnione."})

    assert moderator.get(plan.get_absolute_url()).status_code == 200


def test_recommended_is_marked_and_unmarked(
    moderator: Client, plan: LessonPlan
) -> None:
    moderator.post(f"/bank/{plan.pk}/wyroznienie/")
    assert "polecany" in moderator.get("/bank/").content.decode()

    moderator.post(f"/bank/{plan.pk}/wyroznienie/koniec/")
    assert "polecany" not in moderator.get("/bank/").content.decode()


@pytest.mark.parametrize("door", ["wyroznienie/", "wyroznienie/koniec/"])
def test_a_link_changes_nothing(moderator: Client, plan: LessonPlan, door: str) -> None:
    assert moderator.get(f"/bank/{plan.pk}/{door}").status_code == 405
