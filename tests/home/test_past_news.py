"""News that no longer matters."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from home.models import News
from tests.factories.accounts import make_user
from tests.factories.home import make_news
from tests.home.test_news import fields


@pytest.fixture(autouse=True)
def _no_second_factor() -> object:
    with override_settings(DEMO=True):
        yield


@pytest.fixture
def urzad(client: Client, db: None) -> User:
    person = make_user("urzad", Role.OFFICE)
    client.force_login(person)
    return person


def test_past_news_leaves_the_lists_but_not_its_address(
    client: Client, urzad: User
) -> None:
    today = timezone.localdate()
    news = make_news(urzad, title="Miniona zbiórka")
    News.objects.update(
        published_on=today - timedelta(days=9), valid_until=today - timedelta(days=1)
    )
    client.logout()

    assert "Miniona" not in client.get("/aktualnosci/").content.decode()
    assert "Miniona" not in client.get("/").content.decode()
    assert "Miniona" in client.get("/aktualnosci/?archiwum=1").content.decode()
    assert client.get(news.get_absolute_url()).status_code == 200


def test_validity_ends_after_it_begins(client: Client, urzad: User) -> None:
    client.post("/aktualnosci/nowa/", fields(valid_until="2020-01-01"))

    assert not News.objects.exists()
