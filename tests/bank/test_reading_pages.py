"""Who reads a material, its print and its history, and what they get."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bank.models import AuthorState, Visibility
from tests.factories.bank import make_lesson_plan, make_math_game


def test_public_lesson_plan_reads_well_for_a_guest(client: Client, maria: User) -> None:
    plan = make_lesson_plan(maria, visibility=Visibility.PUBLIC)

    page = client.get(plan.get_absolute_url()).content.decode()

    assert plan.title in page
    assert "45 minut" in page
    assert "Praca w parach" in page
    assert "Podział 45 minut: 10, 35" in page


def test_game_shows_its_rules(client: Client, maria: User) -> None:
    game = make_math_game(maria, visibility=Visibility.PUBLIC)

    page = client.get(game.get_absolute_url()).content.decode()

    assert game.rules in page
    assert "2–4" in page


@pytest.mark.parametrize("part", ["", "druk/", "historia/"])
def test_what_is_for_authors_does_not_exist_for_others(
    client: Client, maria: User, oskar: User, part: str
) -> None:
    plan = make_lesson_plan(maria, visibility=Visibility.AUTHOR)
    client.force_login(oskar)

    secret = client.get(plan.get_absolute_url() + part)
    absent = client.get(f"/bank/999999-nic/{part}")

    assert secret.status_code == absent.status_code == 404
    assert plan.title not in secret.content.decode()


def test_draft_is_shown_to_its_author_only(
    client: Client, maria: User, oskar: User
) -> None:
    plan = make_lesson_plan(maria, state=AuthorState.DRAFT)

    client.force_login(oskar)
    assert client.get(plan.get_absolute_url()).status_code == 404
    client.force_login(maria)
    assert "nie jest opublikowany" in client.get(plan.get_absolute_url()).text


def test_other_slug_leads_to_the_canonical_address(client: Client, maria: User) -> None:
    plan = make_lesson_plan(maria, visibility=Visibility.PUBLIC)

    answer = client.get(f"/bank/{plan.pk}-inny-tytul/")

    assert answer.status_code == 301
    assert answer["Location"] == plan.get_absolute_url()


def test_slug_of_a_secret_is_not_told(client: Client, maria: User) -> None:
    plan = make_lesson_plan(maria, visibility=Visibility.AUTHOR)

    assert client.get(f"/bank/{plan.pk}/").status_code == 404


def test_withdrawn_material_leaves_a_tombstone(
    client: Client, maria: User, oskar: User
) -> None:
    plan = make_lesson_plan(maria, state=AuthorState.WITHDRAWN)
    client.force_login(oskar)

    answer = client.get(plan.get_absolute_url())

    assert answer.status_code == 410
    assert "wycofano" in answer.content.decode()
    assert "Praca w parach" not in answer.content.decode()


def test_tombstone_is_not_for_those_who_could_not_see(
    client: Client, maria: User
) -> None:
    plan = make_lesson_plan(maria, state=AuthorState.WITHDRAWN)

    assert client.get(plan.get_absolute_url()).status_code == 404


def test_print_names_author_licence_and_address(client: Client, maria: User) -> None:
    plan = make_lesson_plan(maria, visibility=Visibility.PUBLIC)

    page = client.get(f"{plan.get_absolute_url()}druk/").content.decode()

    assert str(maria) in page
    assert "CC BY-SA 4.0" in page
    assert f"http://127.0.0.1:8000{plan.get_absolute_url()}" in page


def test_absurd_numbers_are_not_found(client: Client, db: None) -> None:
    assert client.get(f"/bank/{10**30}-x/").status_code == 404


@pytest.mark.parametrize("text", ["x", "-1", "9" * 40, "%00", "١"])
def test_absurd_version_is_ignored(client: Client, maria: User, text: str) -> None:
    plan = make_lesson_plan(maria, visibility=Visibility.PUBLIC)

    answer = client.get(f"{plan.get_absolute_url()}historia/?wersja={text}")

    assert answer.status_code == 200


@pytest.mark.parametrize("address", ["/bank/", "/bank/moje/"])
def test_lists_cost_the_same_however_long(
    client: Client,
    maria: User,
    address: str,
) -> None:
    client.force_login(maria)
    make_lesson_plan(maria)
    client.get(address)  # what a process remembers for ever is read once
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(19):
        make_lesson_plan(maria, title=f"Plan {number}")

    with CaptureQueriesContext(connection) as twenty:
        client.get(address)

    assert len(twenty) == len(one) <= 12


def test_my_materials_speak_the_five_words(client: Client, maria: User) -> None:
    for state in [AuthorState.DRAFT, AuthorState.PUBLISHED, AuthorState.WITHDRAWN]:
        make_lesson_plan(maria, state=state)
    client.force_login(maria)

    page = client.get("/bank/moje/").content.decode()

    assert "Szkic" in page
    assert "Opublikowany" in page
    assert "Wycofany" in page


def test_my_materials_ask_a_guest_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/bank/moje/")["Location"].startswith("/konto/login/")
