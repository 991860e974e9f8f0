"""What moderators and authors do to materials that are already published."""

from accounts.models import User
from bank.actions.drafts import newest_text, save_draft
from bank.actions.published import correct, feature, restore, withdraw
from bank.actions.review import publish
from bank.actions.submission import submit_for_review
from bank.models import AuthorState, EventKind, Material
from tests.factories.bank import make_lesson_plan, make_math_game


def fresh(material: Material) -> Material:
    stored: Material = Material.objects.get(pk=material.pk)
    return stored.specific


def test_moderator_corrects_and_the_draft_survives(maria: User, renata: User) -> None:
    plan = make_lesson_plan(maria, title="Pizza z błedem")
    save_draft(plan, by=maria, data={"summary": "Nowy opis."}, base_version=1)

    corrected = correct(
        plan, by=renata, data={"title": "Pizza bez błędu"}, base_version=1
    )

    assert corrected.title == "Pizza bez błędu"
    assert corrected.published_version == 2
    assert fresh(plan).has_newer_version
    assert newest_text(fresh(plan)).summary == "Nowy opis."
    assert plan.events.filter(kind=EventKind.CORRECTED, actor=renata).exists()


def test_withdrawn_leaves_a_tombstone_and_may_return(maria: User, renata: User) -> None:
    game = make_math_game(maria)
    feature(game, by=renata)

    gone = withdraw(game, by=renata, reason="Zdjęcie z wizerunkiem dziecka.")

    assert not gone.live
    assert not gone.is_featured
    assert gone.author_state == AuthorState.WITHDRAWN
    assert Material.objects.visible_to(renata).filter(pk=game.pk).exists()
    back = restore(game, by=renata, reason="Zdjęcie usunięto.")
    assert back.live
    assert back.author_state == AuthorState.PUBLISHED


def test_author_improves_a_withdrawn_material(maria: User, renata: User) -> None:
    plan = make_lesson_plan(maria, title="Dawny")
    withdraw(plan, by=maria, reason="Znalazłam błąd.")
    save_draft(plan, by=maria, data={"title": "Naprawiony"}, base_version=1)
    assert fresh(plan).author_state == AuthorState.WITHDRAWN

    submit_for_review(plan, by=maria, rights_confirmed=True)
    published = publish(plan, by=renata, version=fresh(plan).edit_version)

    assert published.live
    assert published.title == "Naprawiony"
    assert published.withdrawn_at is None
