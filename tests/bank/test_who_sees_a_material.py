"""`visible_to` and the audience tokens are one rule said twice."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.actions.access_groups import add_to_group, create_access_group
from accounts.models import Institution, User
from accounts.models.audience import audience_tokens
from accounts.roles import Role
from bank.models import AuthorState, Material, Visibility
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan, make_math_game

EVERY_CASE = list(itertools.product(Visibility, AuthorState))


@pytest.mark.parametrize(("visibility", "state"), EVERY_CASE)
def test_tokens_say_the_same_as_visible_to(
    visibility: Visibility,
    state: AuthorState,
    school: Institution,
    maria: User,
    oskar: User,
    renata: User,
    karol: User,
    dorota: User,
) -> None:
    group = create_access_group(name="sieć")
    add_to_group(group, karol)
    author, coauthor = make_user("alicja", Role.TEACHER), make_user("celina")
    blocked = make_user("byla", Role.MODERATOR)
    User.objects.filter(pk=blocked.pk).update(is_active=False)
    blocked.refresh_from_db()
    plan = make_lesson_plan(
        author,
        visibility=visibility,
        state=state,
        institution=school,
        group=group,
        roles=[Role.HEAD],
        coauthors=[coauthor],
    )
    fresh = Material.objects.prefetch_related("authors").get(pk=plan.pk)

    everyone: list[User | AnonymousUser] = [
        *(maria, oskar, renata, karol, dorota, author, coauthor, blocked),
        AnonymousUser(),
    ]
    by_query = [Material.objects.visible_to(who).exists() for who in everyone]
    by_tokens = [bool(fresh.audience_tokens & audience_tokens(who)) for who in everyone]

    assert by_query == by_tokens


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        (Visibility.PUBLIC, {"maria", "oskar", "dorota", "karol", "guest"}),
        (Visibility.SIGNED_IN, {"maria", "oskar", "dorota", "karol"}),
        (Visibility.INSTITUTION, {"maria", "dorota", "karol"}),
        (Visibility.NETWORK, {"karol"}),
        (Visibility.ROLES, {"dorota"}),
        (Visibility.AUTHOR, set()),
    ],
)
def test_visibility_opens_to_whom_it_says(
    visibility: Visibility,
    seen_by: set[str],
    school: Institution,
    maria: User,
    oskar: User,
    karol: User,
    dorota: User,
) -> None:
    group = create_access_group(name="sieć")
    add_to_group(group, karol)
    make_lesson_plan(
        visibility=visibility, institution=school, group=group, roles=[Role.HEAD]
    )

    people: dict[str, User | AnonymousUser] = {
        "maria": maria,
        "oskar": oskar,
        "karol": karol,
        "dorota": dorota,
        "guest": AnonymousUser(),
    }
    seen = {
        name
        for name, who in people.items()
        if Material.objects.visible_to(who).exists()
    }

    assert seen == seen_by


def test_draft_is_seen_by_its_authors_only(
    maria: User, oskar: User, karol: User, renata: User
) -> None:
    make_lesson_plan(
        maria,
        state=AuthorState.DRAFT,
        visibility=Visibility.PUBLIC,
        coauthors=[karol],
    )

    seen = [
        Material.objects.visible_to(who).exists()
        for who in (maria, karol, oskar, renata, AnonymousUser())
    ]

    assert seen == [True, True, False, False, False]


def test_a_child_row_knows_its_kind(maria: User) -> None:
    game = make_math_game(maria)

    base = Material.objects.get(pk=game.pk)

    assert base.specific == game
    with pytest.raises(TypeError):
        base.save_revision()
