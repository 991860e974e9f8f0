"""What a stranger is told is the same with and without what they may not see."""

from collections.abc import Callable, Collection
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from search.actions.alerts import tell_of_news
from tests.search.doors import EVERY_DOOR, what_they_learn
from tests.search.secrets import (
    Scene,
    make_scene,
    make_secret_news,
    make_secrets,
)

pytestmark = pytest.mark.django_db
Told = dict[str, dict[str, str]]
THOROUGH = {"guest", "teacher elsewhere"}


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


def told(scene: Scene, names: Collection[str] = ()) -> Told:
    """Ask as every stranger: some at every door, the rest together at every door.

    Every answer of a cluster takes its time: there all of them share the doors.
    """
    alone = set() if settings.ELASTICSEARCH_URL else THOROUGH
    cache.clear()
    # What is remembered between requests is asked for once.
    what_they_learn(scene, scene.author)
    shares = {
        name: EVERY_DOOR if name in alone else slice(number % 3, None, 3)
        for number, name in enumerate(scene.strangers)
    }
    return {
        name: what_they_learn(scene, scene.strangers[name], shares[name])
        for name in names or scene.strangers
    }


def tell_subscribers(day: int) -> None:
    """Tell people what is new in their saved searches, as on a later day."""
    tell_of_news(0, 1 << 40, timezone.now() + timedelta(days=day))


def differences(one: Told, other: Told) -> list[str]:
    """Name whoever is told something else, where, and by which lines."""
    return [
        f"{name} at {door}:\n{_changed_lines(one[name][door], other[name][door])}"
        for name in one
        for door in one[name]
        if one[name][door] != other[name][door]
    ]


def _changed_lines(one: str, other: str) -> str:
    left, right = one.splitlines(), other.splitlines()
    gone = [f"- {line[:200]}" for line in left if line not in set(right)]
    new = [f"+ {line[:200]}" for line in right if line not in set(left)]
    return "\n".join([*gone[:6], *new[:6]])


def test_strangers_are_told_the_same_with_and_without_secrets(
    scene: Scene, index_now: Callable[[], int]
) -> None:
    index_now()
    tell_subscribers(1)
    without = told(scene)

    make_secrets(scene)
    index_now()
    tell_subscribers(2)
    assert differences(without, told(scene)) == []

    make_secret_news(scene)
    index_now()
    tell_subscribers(3)
    assert differences(told(scene, THOROUGH), without) == []


def test_the_author_is_told_more_through_most_doors(
    scene: Scene, index_now: Callable[[], int]
) -> None:
    index_now()
    without = what_they_learn(scene, scene.author)

    make_secrets(scene)
    index_now()
    cache.clear()
    now = what_they_learn(scene, scene.author)

    told_more = [door for door in without if without[door] != now[door]]
    assert len(told_more) > len(without) / 2
    assert "doubles" in told_more
    assert any("podpowiedzi" in door for door in told_more)
