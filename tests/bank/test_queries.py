"""A list costs the same whatever its length."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bank.models import LessonPlan, Material, StoredFile
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan, make_math_game
from tests.factories.files import make_file


def card(material: Material) -> list[object]:
    """Read what a card of a material reads."""
    return [
        *(material.institution, material.license, material.author_names),
        *(*material.subjects.all(), *material.class_years.all()),
        *(material.author_state, material.audience_tokens),
    ]


def listing_queries(reader: User) -> int:
    fresh = User.objects.get(pk=reader.pk)
    with CaptureQueriesContext(connection) as captured:
        for material in Material.objects.visible_to(fresh).published().for_listing():
            card(material)
    return len(captured)


def test_listing_costs_the_same_at_1_and_20(oskar: User) -> None:
    author = make_user("alicja")
    make_lesson_plan(author)
    listing_queries(oskar)  # now the vocabularies are remembered
    one = listing_queries(oskar)
    for number in range(19):
        make_math_game(author, title=f"Gra {number}")

    assert listing_queries(oskar) == one
    assert one <= 6


@pytest.mark.django_db
def test_page_of_a_material_is_loaded_at_once(oskar: User) -> None:
    plan = make_lesson_plan(make_user("alicja"))
    loaded = Material.objects.visible_to(oskar).for_detail().get(pk=plan.pk)

    with CaptureQueriesContext(connection) as captured:
        specific = loaded.specific
        assert isinstance(specific, LessonPlan)
        assert len(specific.steps.all()) == 2
        assert [*loaded.attachments.all(), *loaded.methods.all()] == []
        card(loaded)

    assert len(captured) == 0


def test_files_are_found_in_one_query(oskar: User) -> None:
    make_file(oskar)
    reader = User.objects.get(pk=oskar.pk)
    Material.objects.visible_to(reader).exists()

    with CaptureQueriesContext(connection) as captured:
        list(StoredFile.objects.visible_to(reader))

    assert len(captured) == 1
