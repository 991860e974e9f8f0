"""Co-authors: who is named, by whom, what they may, and what they may never."""

from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import Institution, User
from accounts.roles import Role
from bank.actions.drafts import save_draft
from bank.actions.review import claim, publish, save_notes
from bank.actions.submission import submit_for_review
from bank.exceptions import NotAllowed
from bank.models import AuthorState, LessonPlan, Material, Visibility
from bank.models.access import Verb, can
from tests.bank.typing_in import typed
from tests.factories.accounts import make_institution, make_user, protect
from tests.factories.bank import make_lesson_plan

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse


@pytest.fixture
def draft(maria: User) -> LessonPlan:
    return make_lesson_plan(maria, state=AuthorState.DRAFT)


@pytest.fixture
def author(client: Client, maria: User) -> Client:
    client.force_login(maria)
    return client


def press(
    browser: Client, draft: Material, order: str, /, **changes: Any
) -> "_MonkeyPatchedWSGIResponse":
    sent = typed(draft, authors_order=order, **changes)
    answer = browser.post(f"/bank/{draft.pk}/edycja/autorzy/", sent)
    draft.refresh_from_db()
    return answer


def names(draft: Material) -> list[str]:
    return Material.objects.get(pk=draft.pk).author_names


@pytest.mark.parametrize(
    "words", ["oskar brzozowski", "Brzozowski Oskar", "OSKAR@example.org"]
)
def test_person_is_added_by_name_or_address(
    author: Client, draft: LessonPlan, oskar: User, words: str
) -> None:
    answer = press(author, draft, "add", person=words)

    assert answer["Location"].endswith("/edycja/#wspolautorzy")
    assert draft.title == "Ułamki ze sznurka"
    assert names(draft)[1:] == [str(oskar)]
    assert can(oskar, Verb.EDIT, Material.objects.get(pk=draft.pk))
    assert not can(oskar, Verb.DISCARD, Material.objects.get(pk=draft.pk))


def test_address_is_never_shown(author: Client, draft: LessonPlan, oskar: User) -> None:
    press(author, draft, "add", person=oskar.email)

    page = author.get(f"/bank/{draft.pk}/edycja/").content.decode()
    found = author.get("/bank/osoby/?q=oskar").content.decode()

    assert str(oskar) in page
    assert "Oskar" in found
    assert oskar.email not in page + found


def test_unknown_person_keeps_everything_typed(
    author: Client, draft: LessonPlan
) -> None:
    page = press(author, draft, "add", person="Zenon Nikt").content.decode()

    assert "Nikt z kontem" in page
    assert "Zenon Nikt" in page
    assert "Ułamki ze sznurka" in page
    assert len(names(draft)) == 1


@pytest.mark.parametrize("words", ["", " ", "ń@", ",", "\x00", "a" * 200, "% _"])
def test_odd_words_are_refused_kindly(
    author: Client, draft: LessonPlan, words: str
) -> None:
    answer = press(author, draft, "add", person=words)

    assert answer.status_code == 200
    assert len(names(draft)) == 1


def test_namesakes_are_told_apart_by_their_place(
    author: Client, draft: LessonPlan, school: Institution
) -> None:
    other = make_institution("Przedszkole w Brzezinie")
    for number, place in enumerate([school, other]):
        user = make_user(f"ewa{number}", Role.TEACHER, institution=place)
        User.objects.filter(pk=user.pk).update(first_name="Żaneta", last_name="Ćwik")

    page = press(author, draft, "add", person="żaneta ćwik").content.decode()
    assert other.short_name in page
    assert "ewa0@" not in page
    press(author, draft, "add", person=f"Żaneta Ćwik, {other.short_name}")

    newest = draft.authors.last()
    assert newest is not None
    assert newest.user.institution == other


@pytest.mark.parametrize("address", ["oskar@example.org", "bezimienna@example.org"])
def test_only_living_accounts_with_a_name_are_added(
    author: Client, draft: LessonPlan, oskar: User, address: str
) -> None:
    User.objects.filter(pk=oskar.pk).update(is_active=False)
    User.objects.create_user("bezimienna@example.org")

    press(author, draft, "add", person=address, author=[draft.owner_id, oskar.pk])

    assert len(names(draft)) == 1
    with pytest.raises(ValidationError):
        save_draft(
            draft,
            by=User.objects.get(pk=draft.owner_id),
            data={"authors": [User.objects.get(pk=oskar.pk)]},
            base_version=draft.edit_version,
        )


def test_owner_stays_whatever_is_sent(
    author: Client, draft: LessonPlan, maria: User, oskar: User
) -> None:
    press(author, draft, "add", person=oskar.email)
    both = [maria.pk, oskar.pk]

    press(author, draft, f"down-{maria.pk}", author=both)
    assert names(draft) == [str(oskar), str(maria)]
    press(author, draft, f"remove-{maria.pk}", author=both)
    press(author, draft, "", author=[oskar.pk, "-1", "9" * 30, "x"])
    assert names(draft) == [str(maria), str(oskar)]
    press(author, draft, f"remove-{oskar.pk}", author=both)
    assert names(draft) == [str(maria)]


def test_eleventh_author_is_refused(author: Client, draft: LessonPlan) -> None:
    many = [make_user(f"osoba{n}").pk for n in range(9)]
    make_user("jedenasta")

    press(author, draft, "", author=[draft.owner_id, *many])
    page = press(
        author,
        draft,
        "add",
        person="jedenasta@example.org",
        author=[draft.owner_id, *many],
    )

    assert len(names(draft)) == 10
    assert "najwyżej 10" in page.content.decode()


def test_half_a_name_does_not_stop_the_autosave(
    author: Client, draft: LessonPlan
) -> None:
    answer = author.post(
        f"/bank/{draft.pk}/edycja/zapis/",
        typed(draft, person="Osk"),
        headers={"accept": "application/json"},
    )

    assert answer.status_code == 200


def test_form_without_the_list_keeps_the_authors(
    author: Client, maria: User, oskar: User
) -> None:
    plan = make_lesson_plan(maria, state=AuthorState.DRAFT, coauthors=[oskar])

    author.post(f"/bank/{plan.pk}/edycja/", typed(plan))

    assert names(plan) == [str(maria), str(oskar)]


def test_outsider_adds_nobody_and_the_guest_learns_no_names(
    client: Client, draft: LessonPlan, oskar: User
) -> None:
    guest = client.get("/bank/osoby/?q=oskar")
    client.force_login(oskar)
    answer = press(client, draft, "add", person=oskar.email)

    assert guest.status_code == 302
    assert answer.status_code == 404
    assert len(names(draft)) == 1


def test_readers_see_a_new_author_once_published(
    author: Client, maria: User, oskar: User
) -> None:
    plan = make_lesson_plan(maria, visibility=Visibility.PUBLIC)
    press(author, plan, "add", person=oskar.email, visibility="public")
    pages = [plan.get_absolute_url(), f"{plan.get_absolute_url()}druk/"]

    before = [Client().get(page).content.decode() for page in pages]
    assert not any(str(oskar) in page for page in before)
    assert names(plan) == [str(maria)]
    _send(plan, maria)
    publish(plan, by=make_user("inna", Role.MODERATOR), version=_version(plan))

    plan.refresh_from_db()
    for page in (plan.get_absolute_url(), f"{plan.get_absolute_url()}druk/"):
        assert str(oskar) in Client().get(page).content.decode()


def test_moderator_named_only_in_the_newer_text_never_reviews_it(
    client: Client, maria: User, renata: User
) -> None:
    plan = make_lesson_plan(maria)
    both = {"authors": [maria, renata]}
    save_draft(plan, by=maria, data=both, base_version=_version(plan))
    review = _send(plan, maria)
    protect(renata)
    client.force_login(renata)

    assert "renata" not in "".join(names(plan)).lower()
    for act in (claim, lambda m, *, by: publish(m, by=by, version=_version(m))):
        with pytest.raises(NotAllowed):
            act(plan, by=renata)
    with pytest.raises(NotAllowed):
        save_notes(plan, by=renata, private_notes="Moje", scores={})
    assert client.get(f"/recenzje/{review}/").status_code == 403
    sent = {"version": _version(plan), "private_notes": "", "reason": "Bo tak"}
    for door in ("publikacja", "odeslanie", "notatki"):
        assert client.post(f"/recenzje/{review}/{door}/", sent).status_code == 403
    plan.refresh_from_db()
    assert plan.author_state == AuthorState.WAITING


def test_moderator_taken_off_the_newer_text_never_reviews_it(
    maria: User, renata: User
) -> None:
    plan = make_lesson_plan(maria, coauthors=[renata])
    alone = {"authors": [maria]}
    save_draft(plan, by=maria, data=alone, base_version=_version(plan))
    _send(plan, maria)

    with pytest.raises(NotAllowed):
        claim(plan, by=renata)


def _version(plan: Material) -> int:
    return Material.objects.get(pk=plan.pk).edit_version


def _send(plan: Material, by: User) -> int:
    fresh = Material.objects.get(pk=plan.pk)
    return submit_for_review(fresh, by=by, rights_confirmed=True).pk
