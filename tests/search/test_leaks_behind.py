"""A right that was just lost is lost at every door, before the index knows of it."""

from collections.abc import Callable

import pytest
from django.core.cache import cache

from accounts.actions.access_groups import add_to_group, remove_from_group
from accounts.actions.people import deactivate_person
from accounts.actions.roles import end_role, grant_role
from accounts.models import User
from accounts.roles import Role
from bank.actions.published import withdraw
from home.actions.news import withdraw_news
from network.actions.posts import delete_post
from search.criteria import Criteria
from search.engines import current_engine
from search.service import search
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan
from tests.factories.home import make_news, make_page
from tests.factories.network import make_network, make_post, make_topic
from tests.search.doors import what_they_learn
from tests.search.secrets import TEXT, WORD, Scene, make_scene, make_secrets

pytestmark = pytest.mark.django_db
IndexNow = Callable[[], int]


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def member(scene: Scene) -> User:
    found = scene.strangers["member of another network"]
    assert found
    return found


def learnt(scene: Scene, user: User | None) -> dict[str, str]:
    """Give what is told, apart from how many questions that took."""
    cache.clear()
    told = what_they_learn(scene, user)
    return {door: said.partition("\n")[2] for door, said in told.items()}


def test_what_is_taken_away_is_gone_at_every_door_at_once(
    scene: Scene, member: User, index_now: IndexNow
) -> None:
    plan = make_lesson_plan(scene.author, title=f"Lekcja {WORD}", summary=TEXT)
    news = make_news(scene.author, title=f"Noc {WORD}", body=TEXT)
    page = make_page(title=f"Regulamin {WORD}")
    person = make_user(WORD.lower(), Role.TEACHER, institution=scene.school)
    network = make_network(member, scene.author, name="Wspólna")
    topic = make_topic(scene.author, network=network, title="Staw")
    post = make_post(topic, author=scene.author, text=TEXT)
    index_now()
    before = learnt(scene, member)

    withdraw(plan, by=scene.author, reason="Stara.")
    withdraw_news(news)
    page.unpublish()
    deactivate_person(person)
    delete_post(post, by=scene.author)
    behind = learnt(scene, member), learnt(scene, None)
    index_now()
    after = learnt(scene, member), learnt(scene, None)

    assert behind == after
    told_less = [door for door in before if before[door] != after[0][door]]
    assert len(told_less) > len(before) / 2


def test_reader_that_has_not_looked_again_does_so(
    scene: Scene, member: User, index_now: IndexNow, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = make_lesson_plan(scene.author, title=f"Lekcja {WORD}", summary=TEXT)
    index_now()
    search(Criteria(), member)
    withdraw(plan, by=scene.author, reason="Stara.")

    # Another process takes the change in, and says nothing to this one.
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(current_engine(), "look_again", lambda: None)
        index_now()

    assert search(Criteria(WORD), member).total == 0


def test_who_was_let_in_and_out_again_is_a_stranger(
    scene: Scene, member: User, index_now: IndexNow
) -> None:
    make_secrets(scene)
    index_now()
    before = learnt(scene, member)

    add_to_group(scene.network.access_group, member)
    grant_role(member, role=Role.TEACHER, institution=scene.school)
    assert learnt(scene, member) != before

    remove_from_group(scene.network.access_group, member)
    end_role(member, role=Role.TEACHER, institution=scene.school)
    assert learnt(scene, member) == before
