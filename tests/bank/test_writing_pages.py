"""Starting, writing and sending a material through its pages."""

import pytest
from django.test import Client

from accounts.models import User
from bank.models import AuthorState, LessonPlan, Material
from tests.bank.typing_in import typed
from tests.factories.bank import make_lesson_plan, make_math_game


@pytest.fixture
def draft(maria: User) -> LessonPlan:
    return make_lesson_plan(maria, title="", state=AuthorState.DRAFT)


@pytest.fixture
def author(client: Client, maria: User) -> Client:
    client.force_login(maria)
    return client


def test_choosing_a_kind_begins_a_draft(author: Client, maria: User) -> None:
    answer = author.post("/bank/nowy/", {"kind": "math_game"})

    game = Material.objects.written_by(maria).get()
    assert answer["Location"] == f"/bank/{game.pk}/edycja/"
    assert game.author_state == AuthorState.DRAFT


def test_unknown_kind_begins_nothing(author: Client) -> None:
    author.post("/bank/nowy/", {"kind": "\x00"})

    assert not Material.objects.exists()


def test_draft_is_saved_as_typed(author: Client, draft: LessonPlan) -> None:
    author.post(f"/bank/{draft.pk}/edycja/", typed(draft))

    draft.refresh_from_db()
    assert draft.title == "Ułamki ze sznurka"
    assert [step.minutes for step in draft.steps.all()] == [10, 35]


def test_incomplete_draft_is_saved_too(author: Client, draft: LessonPlan) -> None:
    sent = {"title": "Sam", "steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0"}

    author.post(f"/bank/{draft.pk}/edycja/", sent | {"version": draft.edit_version})

    draft.refresh_from_db()
    assert draft.title == "Sam"


def test_refused_form_keeps_everything_typed(author: Client, draft: LessonPlan) -> None:
    sent = typed(draft, title="t" * 201, **{"steps-0-minutes": "dziesięć"})

    page = author.post(f"/bank/{draft.pk}/edycja/", sent).content.decode()

    assert "t" * 201 in page
    assert "dziesięć" in page
    assert "Praca w parach" in page
    assert "najwyżej 200 znaków" in page


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("add", ["Wejście", "Praca w parach", ""]),
        ("remove-0", ["Praca w parach"]),
        ("up-1", ["Praca w parach", "Wejście"]),
        ("down-0", ["Praca w parach", "Wejście"]),
        ("down-1", ["Wejście", "Praca w parach"]),
        ("explode-99", ["Wejście", "Praca w parach"]),
    ],
)
def test_steps_are_rearranged_without_scripts(
    author: Client, draft: LessonPlan, order: str, titles: list[str]
) -> None:
    sent = typed(draft, order=order, title="Nadal tu")

    answer = author.post(f"/bank/{draft.pk}/edycja/kroki/", sent)

    steps = answer.context["form"].steps
    assert [step["title"].value() or "" for step in steps] == titles
    assert "Nadal tu" in answer.content.decode()


@pytest.mark.parametrize("count", ["-1", "9" * 30, "x", "\x00"])
@pytest.mark.parametrize("door", ["", "kroki/", "zapis/", "zgloszenie/"])
def test_absurd_counts_of_steps_break_nothing(
    author: Client, draft: LessonPlan, count: str, door: str
) -> None:
    sent = typed(draft, **{"steps-TOTAL_FORMS": count, "order": "add"})

    answer = author.post(f"/bank/{draft.pk}/edycja/{door}", sent)

    assert answer.status_code in {200, 302, 422}


@pytest.mark.parametrize("value", ["\x00", "-1", "9" * 40, "<b>", "ą" * 30_000])
@pytest.mark.parametrize(
    "name",
    ["version", "title", "subject", "class_years", "visibility", "visibility_group"],
)
def test_odd_values_are_refused_in_words(
    author: Client, draft: LessonPlan, name: str, value: str
) -> None:
    answer = author.post(f"/bank/{draft.pk}/edycja/", typed(draft, **{name: value}))

    assert answer.status_code in {200, 302, 409}


def test_autosave_tells_what_is_missing(author: Client, draft: LessonPlan) -> None:
    answer = author.post(
        f"/bank/{draft.pk}/edycja/zapis/",
        typed(draft, summary="", **{"steps-1-minutes": "40"}),
        headers={"accept": "application/json"},
    ).json()

    assert answer["version"] == draft.edit_version + 1
    assert "Jedno zdanie" in answer["missing"]
    assert "o 5 min dłużej" in answer["minutes"]


def test_two_tabs_lose_neither_text(author: Client, draft: LessonPlan) -> None:
    first, second = typed(draft, title="Pierwsza karta"), typed(draft, title="Druga")
    author.post(f"/bank/{draft.pk}/edycja/", first)

    answer = author.post(f"/bank/{draft.pk}/edycja/", second)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Pierwsza" in page
    assert 'value="Druga"' in page
    version = answer.context["form"]["version"].value()
    author.post(f"/bank/{draft.pk}/edycja/", second | {"version": version})
    draft.refresh_from_db()
    assert draft.title == "Druga"


def test_text_sent_after_the_session_ended_comes_back(
    client: Client, maria: User, draft: LessonPlan
) -> None:
    answer = client.post(f"/bank/{draft.pk}/edycja/", typed(draft, title="Ocalony"))
    assert answer["Location"] == f"/konto/login/?next=/bank/{draft.pk}/edycja/"

    client.force_login(maria)
    page = client.get(f"/bank/{draft.pk}/edycja/").content.decode()

    assert "Ocalony" in page
    assert "Praca w parach" in page


def test_autosave_of_a_lost_session_says_so(client: Client, draft: LessonPlan) -> None:
    answer = client.post(
        f"/bank/{draft.pk}/edycja/zapis/",
        typed(draft),
        headers={"accept": "application/json"},
    )

    assert answer.status_code == 401


def test_sending_needs_the_tick_and_six_things(
    author: Client, draft: LessonPlan
) -> None:
    sent = typed(draft, summary="", rights_confirmed="on")

    page = author.post(f"/bank/{draft.pk}/edycja/zgloszenie/", sent).content.decode()

    assert "Potrzebne do zgłoszenia." in page
    draft.refresh_from_db()
    assert draft.title == "Ułamki ze sznurka"
    assert draft.author_state == AuthorState.DRAFT


def test_sending_without_the_tick_keeps_the_draft(
    author: Client, draft: LessonPlan
) -> None:
    answer = author.post(f"/bank/{draft.pk}/edycja/zgloszenie/", typed(draft))

    assert "Zaznacz, aby zgłosić" in answer.content.decode()
    again = typed(draft, rights_confirmed="on") | {
        "version": answer.context["form"]["version"].value()
    }
    answer = author.post(f"/bank/{draft.pk}/edycja/zgloszenie/", again)
    assert answer["Location"] == "/bank/moje/"


def test_double_click_sends_once(author: Client, draft: LessonPlan) -> None:
    sent = typed(draft, rights_confirmed="on")

    author.post(f"/bank/{draft.pk}/edycja/zgloszenie/", sent)
    answer = author.post(f"/bank/{draft.pk}/edycja/zgloszenie/", sent)

    assert answer["Location"] == "/bank/moje/"
    assert draft.reviews.count() == 1


def test_what_a_moderator_has_is_frozen_until_taken_back(
    author: Client, draft: LessonPlan
) -> None:
    author.post(
        f"/bank/{draft.pk}/edycja/zgloszenie/", typed(draft, rights_confirmed="on")
    )

    assert author.get(f"/bank/{draft.pk}/edycja/")["Location"].endswith("/podglad/")
    author.post(f"/bank/{draft.pk}/cofniecie/")
    assert author.get(f"/bank/{draft.pk}/edycja/").status_code == 200


def test_game_is_written_too(author: Client, maria: User) -> None:
    game = make_math_game(maria, state=AuthorState.DRAFT)
    sent = {"version": game.edit_version, "title": "Domino", "rules": "Dokładaj."}

    author.post(f"/bank/{game.pk}/edycja/", sent)

    game.refresh_from_db()
    assert (game.title, game.rules) == ("Domino", "Dokładaj.")


def test_newer_text_of_a_published_material_stays_unseen(
    author: Client, maria: User, oskar: User
) -> None:
    plan = make_lesson_plan(maria, title="Stary tytuł")

    author.post(f"/bank/{plan.pk}/edycja/", typed(plan, title="Nowy tytuł"))

    assert "Nowy tytuł" in author.get(f"/bank/{plan.pk}/podglad/").content.decode()
    author.force_login(oskar)
    page = author.get(plan.get_absolute_url(), follow=True).content.decode()
    assert "Stary tytuł" in page
    assert "Nowy tytuł" not in page
