"""Similar materials and doubles: only what the reader may see."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from bank.models import LessonPlan, Visibility
from bank.similar import doubles_of_material, similar_materials
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db
SAID = "Uczniowie mierzą temperaturę wody w stawie termometrem i rysują wykres."


@pytest.fixture
def pond(maria: User, index_now: Callable[[], int]) -> LessonPlan:
    plan = make_lesson_plan(maria, title="Temperatura wody w stawie", summary=SAID)
    make_lesson_plan(maria, title="Staw: mierzymy temperaturę wody", summary=SAID)
    make_lesson_plan(maria, title="Poezja baroku", summary="Czytamy sonety o miłości.")
    make_lesson_plan(
        maria,
        title="Sekretna temperatura wody w stawie",
        summary=SAID,
        visibility=Visibility.AUTHOR,
    )
    index_now()
    return plan


def test_page_names_similar_materials_one_may_open(
    client: Client, pond: LessonPlan, maria: User, oskar: User
) -> None:
    client.force_login(oskar)
    page = client.get(pond.get_absolute_url()).content.decode()

    assert "Podobne materiały" in page
    assert "Staw: mierzymy temperaturę wody" in page
    assert "Poezja baroku" not in page
    assert "Sekretna" not in page
    titles = [card.title for card in similar_materials(pond, maria)]
    assert "Sekretna temperatura wody w stawie" in titles


def test_double_is_named_to_whom_it_is_no_secret(
    pond: LessonPlan, maria: User, oskar: User
) -> None:
    theirs = make_lesson_plan(oskar, title="Temperatura wody w stawie", summary=SAID)

    assert "Sekretna temperatura wody w stawie" not in doubles_of_material(
        theirs, oskar
    )
    other = make_lesson_plan(oskar, title="Rondo", summary="Śpiewamy w kanonie.")
    assert doubles_of_material(other, oskar) == []


def test_right_withdrawn_since_then_hides_it_at_once(
    pond: LessonPlan, oskar: User
) -> None:
    [card] = similar_materials(pond, oskar)
    LessonPlan.objects.filter(title=card.title).update(visibility=Visibility.AUTHOR)

    assert similar_materials(pond, oskar) == []
