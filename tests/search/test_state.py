"""What /stan/ tells administrators about the index, on each engine."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.roles import Role
from search.actions import record_change
from search.engines import current_engine
from search.models import Change
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def test_state_follows_the_index(
    client: Client, settings: Settings, index_now: Callable[[], int]
) -> None:
    settings.DEMO = True  # there an administrator needs no second factor
    client.force_login(make_user("admin", Role.ADMINISTRATOR))

    def told() -> str:
        page = client.get("/stan/").content.decode()
        return page.partition("Indeks wyszukiwarki")[2].partition("</tr>")[0]

    assert "jeszcze go nie ma albo jest odbudowywany" in told()
    index_now()
    assert "aktualny" in told()
    record_change("material", 1)
    Change.objects.update(recorded_at=timezone.now() - timedelta(minutes=5))
    assert "wymaga uwagi" in told()
    index_now()
    assert "aktualny" in told()
    current_engine().discard()
    assert "jeszcze go nie ma albo jest odbudowywany" in told()
