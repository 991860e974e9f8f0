"""The setup list and the help ask as much about twenty rows as about one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Institution, User
from accounts.roles import Role
from home.actions.mail_test import request_test
from tests.factories.accounts import make_institution, make_user, protect

pytestmark = pytest.mark.django_db
MOST = 12
PAGES = [
    "/wdrozenie/",
    "/wdrozenie/placowki/",
    "/wdrozenie/osoby/",
    "/wdrozenie/poczta/",
    "/wdrozenie/slowniki/",
    "/wdrozenie/starter/",
    "/pomoc/",
    "/pomoc/dyrekcja/",
    "/ulotka/",
]


def add_rows(first: int, last: int, *, by: User) -> None:
    for number in range(first, last):
        place = make_institution(f"Szkoła {number}")
        make_user(f"osoba{number}", Role.HEAD, Role.MODERATOR, institution=place)
        request_test(to=f"a{number}@b.example", by=by)


def cost_of(client: Client, page: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(page).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in asked)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_the_same_at_any_size(
    client: Client, school: Institution, page: str
) -> None:
    adam = make_user("adam", Role.ADMINISTRATOR, institution=school)
    protect(adam)
    client.force_login(adam)
    add_rows(0, 1, by=adam)
    client.get(page)  # keeps the session, and what a process remembers

    few = cost_of(client, page)
    add_rows(1, 20, by=adam)

    assert cost_of(client, page) == few
    assert few <= MOST
