"""The cast. The same people play in every test."""

from collections.abc import Callable

import pytest
from django.core.cache import cache, caches

from accounts.models import Institution, User
from accounts.roles import Role
from bank.models.terms import forget_terms
from jobs.running import run_due
from tests.factories.accounts import make_institution, make_user
from tests.world import World, make_world

pytest_plugins = ["tests.plugin"]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Rate limits are counted in the cache, and what is remembered outlives a test."""
    cache.clear()
    caches["marks"].clear()
    forget_terms()


@pytest.fixture
def school(db: None) -> Institution:
    """Where maria teaches and dorota heads."""
    return make_institution()


@pytest.fixture
def other_school(db: None) -> Institution:
    """Where oskar teaches."""
    return make_institution("Szkoła Podstawowa w Olszynie")


@pytest.fixture
def maria(school: Institution) -> User:
    """Teaches and belongs to the group under test."""
    return make_user("maria", Role.TEACHER, institution=school)


@pytest.fixture
def oskar(other_school: Institution) -> User:
    """Teaches and has no tie to the group under test: must never see it."""
    return make_user("oskar", Role.TEACHER, institution=other_school)


@pytest.fixture
def renata(db: None) -> User:
    """Moderates the bank."""
    return make_user("renata", Role.MODERATOR)


@pytest.fixture
def karol(school: Institution) -> User:
    """Teaches, and coordinates the network under test."""
    return make_user("karol", Role.TEACHER, institution=school)


@pytest.fixture
def dorota(school: Institution) -> User:
    """Heads maria's school."""
    return make_user("dorota", Role.HEAD, institution=school)


@pytest.fixture
def run_jobs(db: None) -> Callable[[], None]:
    """Run every job that is due, here and now; one that fails raises."""

    def run() -> None:
        run_due()

    return run


@pytest.fixture
def world(db: None) -> World:
    """A small gmina with something in every state, walked by tests of many doors."""
    return make_world()
