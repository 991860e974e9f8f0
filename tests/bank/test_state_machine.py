"""Every actor × state × verb: who may do what, and when. Nothing is left out."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.roles import Role
from bank.actions.content import StepText
from bank.actions.drafts import discard_draft, save_draft
from bank.actions.published import correct, feature, restore, unfeature, withdraw
from bank.actions.review import claim, publish, release, save_notes, send_back
from bank.actions.submission import cancel_submission, submit_for_review
from bank.exceptions import NotAllowed, WrongState
from bank.models import AuthorState, Material, ReviewState, Visibility
from bank.models.access import Verb, can
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan

S = AuthorState
LIVE_STATES: list[str] = [
    "published",
    "live-draft",
    "live-waiting",
    "live-returned",
    "featured",
]
STATES: list[str] = [S.DRAFT, S.WAITING, S.RETURNED, S.WITHDRAWN, *LIVE_STATES]
WAITING: set[str] = {S.WAITING, "live-waiting"}
LIVE = set(LIVE_STATES)
ANY = set(STATES)

# In which states the right person may; visibility here is „signed in”.
AUTHOR: dict[Verb, set[str]] = {
    Verb.READ: ANY,
    Verb.EDIT: ANY - WAITING,
    Verb.SUBMIT: ANY - WAITING - {"published", "featured"},
    Verb.CANCEL: WAITING,
    Verb.WITHDRAW: LIVE,
}
# A co-author may not throw away what somebody else began.
OWNER: dict[Verb, set[str]] = AUTHOR | {Verb.DISCARD: {S.DRAFT}}
SHOWN: set[str] = LIVE | {S.WITHDRAWN}
MODERATOR: dict[Verb, set[str]] = {
    Verb.READ: SHOWN | WAITING,
    Verb.CLAIM: WAITING,
    Verb.RELEASE: WAITING,
    Verb.NOTE: WAITING,
    Verb.RETURN: WAITING,
    Verb.PUBLISH: WAITING,
    Verb.CORRECT: LIVE - WAITING,
    Verb.WITHDRAW: LIVE,
    Verb.RESTORE: {S.WITHDRAWN},
    Verb.FEATURE: LIVE - {"featured"},
    Verb.UNFEATURE: {"featured"},
}
READER: dict[Verb, set[str]] = {Verb.READ: SHOWN}
ACTORS: dict[str, dict[Verb, set[str]]] = {
    "owner": OWNER,
    "coauthor": AUTHOR,
    # A moderator among the authors is an author: nobody vets their own.
    "moderating owner": OWNER,
    "moderator": MODERATOR,
    "teacher": READER,
    "head": READER,
    "office": READER,
    "administrator": READER,
    "guest": {},
}


def build(state: str, owner: User, coauthor: User, moderator: User) -> Material:
    first = S.PUBLISHED if state in LIVE else S(state)
    plan: Material = make_lesson_plan(
        owner, state=first, coauthors=[coauthor], visibility=Visibility.SIGNED_IN
    )
    if state in {"live-draft", "live-waiting", "live-returned"}:
        save_draft(plan, by=owner, data={"summary": "Nowa."}, base_version=1)
    if state in {"live-waiting", "live-returned"}:
        submit_for_review(plan, by=owner, rights_confirmed=True)
    if state == "live-returned":
        send_back(plan, by=moderator, reason="Popraw.")
    if state == "featured":
        feature(plan, by=moderator)
    found: Material = Material.objects.prefetch_related("authors").get(pk=plan.pk)
    return found


def people() -> dict[str, User | AnonymousUser]:
    return {
        "owner": make_user("wlascicielka", Role.TEACHER),
        "coauthor": make_user("wspolautor", Role.TEACHER),
        "moderating owner": make_user("autorka-i-moderatorka", Role.MODERATOR),
        "moderator": make_user("moderatorka", Role.MODERATOR),
        "teacher": make_user("nauczyciel", Role.TEACHER),
        "head": make_user("dyrektorka", Role.HEAD),
        "office": make_user("urzedniczka", Role.OFFICE),
        "administrator": make_user("administrator", Role.ADMINISTRATOR),
        "guest": AnonymousUser(),
    }


def person(cast: dict[str, User | AnonymousUser], name: str) -> User:
    found = cast[name]
    assert isinstance(found, User)
    return found


def attempt(verb: Verb, material: Material, by: User) -> None:
    """Try the action behind the verb, with everything else in order."""
    current = Material.objects.get(pk=material.pk)
    version, published = current.edit_version, current.published_version
    step = {"steps": [StepText("Krok", 45)]}
    tries = {
        Verb.EDIT: lambda: save_draft(
            current, by=by, data={"title": "Nowy"}, base_version=version
        ),
        Verb.SUBMIT: lambda: submit_for_review(current, by=by, rights_confirmed=True),
        Verb.CANCEL: lambda: cancel_submission(current, by=by),
        Verb.CLAIM: lambda: claim(current, by=by),
        Verb.RELEASE: lambda: release(current, by=by),
        Verb.NOTE: lambda: save_notes(current, by=by, private_notes="n", scores={}),
        Verb.RETURN: lambda: send_back(current, by=by, reason="Popraw."),
        Verb.PUBLISH: lambda: publish(current, by=by, version=version),
        Verb.CORRECT: lambda: correct(
            current, by=by, data=step, base_version=published
        ),
        Verb.WITHDRAW: lambda: withdraw(current, by=by, reason="Błąd."),
        Verb.RESTORE: lambda: restore(current, by=by, reason="Naprawione."),
        Verb.FEATURE: lambda: feature(current, by=by),
        Verb.UNFEATURE: lambda: unfeature(current, by=by),
        Verb.DISCARD: lambda: discard_draft(current, by=by),
    }
    tries[verb]()


@pytest.mark.django_db
@pytest.mark.parametrize("owner_name", ["owner", "moderating owner"])
@pytest.mark.parametrize("state", STATES)
def test_can_answers_every_cell(owner_name: str, state: str) -> None:
    cast = people()
    material = build(
        state, *(person(cast, n) for n in (owner_name, "coauthor", "moderator"))
    )
    other = {"owner", "moderating owner"} - {owner_name}

    found = {
        actor: {verb for verb in Verb if can(cast[actor], verb, material)}
        for actor in ACTORS.keys() - other
    }

    assert found == {
        actor: {verb for verb, states in ACTORS[actor].items() if state in states}
        for actor in ACTORS.keys() - other
    }


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", [verb for verb in Verb if verb != Verb.READ])
def test_actions_agree_with_can(verb: Verb, state: str) -> None:
    cast = people()
    owner, moderator = person(cast, "owner"), person(cast, "moderator")
    material = build(state, owner, person(cast, "coauthor"), moderator)
    authors = {Verb.EDIT, Verb.SUBMIT, Verb.CANCEL, Verb.DISCARD}
    actor = owner if verb in authors else moderator

    with pytest.raises(NotAllowed):
        attempt(verb, material, person(cast, "teacher"))
    if can(actor, verb, material):
        attempt(verb, material, actor)
        if verb == Verb.DISCARD:
            assert not Material.objects.filter(pk=material.pk).exists()
            return
    elif verb == Verb.SUBMIT and state in WAITING:
        attempt(verb, material, actor)  # a double click is the same review
    else:
        with pytest.raises((WrongState, NotAllowed)):
            attempt(verb, material, actor)

    after = Material.objects.get(pk=material.pk)
    assert after.workflow_in_progress == (after.review_state == ReviewState.WAITING)
    assert not (after.live and after.is_withdrawn)
