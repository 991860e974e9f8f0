"""What the results page offers besides results: reasons, words, and a way on."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from bank.models import Visibility
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db
IndexNow = Callable[[], int]
Page = Callable[[Client, str], str]


@pytest.fixture
def page() -> Page:
    def get(client: Client, address: str) -> str:
        return " ".join(client.get(address).content.decode().split())

    return get


def test_marks_the_facts_that_matched(
    client: Client, maria: User, index_now: IndexNow, page: Page
) -> None:
    make_lesson_plan(maria, title="Żaby", subjects=["historia"])
    index_now()
    client.force_login(maria)

    assert "<mark>Historia</mark></span></li>" in page(client, "/szukaj/?q=historia")


def test_offers_one_word_as_in_a_dictionary(
    client: Client, maria: User, index_now: IndexNow
) -> None:
    make_lesson_plan(maria, title="Kłębki wełny")
    index_now()
    client.force_login(maria)

    def queries(text: str) -> list[str]:
        found = client.get("/szukaj/podpowiedzi/", {"q": text}).json()["queries"]
        return list(found)

    assert queries("kłęb") == ["kłębek"]
    assert "wełny kłębki" in queries("wełny kłęb")


def test_nothing_found_can_be_waited_for(
    client: Client, maria: User, index_now: IndexNow, page: Page
) -> None:
    make_lesson_plan(maria)
    index_now()
    client.force_login(maria)

    found = page(client, "/szukaj/?q=xyzzyzy&klasa=k8")

    assert '"/szukaj/zapisane/nowe/?q=xyzzyzy&amp;klasa=k8">zapisać' in found
    assert 'class="tabs"' not in found


def test_guest_without_results_learns_that_there_is_more(
    client: Client, maria: User, index_now: IndexNow, page: Page
) -> None:
    make_lesson_plan(maria, title="Żaby", visibility=Visibility.SIGNED_IN)
    index_now()

    found = page(client, "/szukaj/?q=żaby&typ=materialy")

    assert "?next=/szukaj/%3Fq%3D" in found or "?next=%2Fszukaj%2F%3Fq%3D" in found
    assert "zapisać to wyszukiwanie" not in found
