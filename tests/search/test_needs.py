"""What people looked for in vain reaches moderators, and who it was does not."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from search.actions import MOST_NEEDS_A_DAY, answer_need, need_key, report_need
from search.models import Need, NeedVoice
from tests.factories.accounts import protect

pytestmark = pytest.mark.django_db


def test_empty_search_offers_to_report_and_reporting_reaches_moderators(
    client: Client, maria: User, renata: User, index_now: Callable[[], int]
) -> None:
    index_now()
    client.force_login(maria)
    page = client.get("/szukaj/", {"q": "lutowanie w klasie"}).content.decode()
    assert "Zgłoś zapotrzebowanie" in page

    sent = client.post("/szukaj/potrzeby/nowa/", {"text": "lutowanie w klasie"})
    assert sent.status_code == 302

    protect(renata)
    client.force_login(renata)
    assert "lutowanie w klasie" in client.get("/szukaj/potrzeby/").content.decode()


def test_guest_is_not_offered_what_needs_signing_in(
    client: Client, index_now: Callable[[], int]
) -> None:
    index_now()

    page = client.get("/szukaj/", {"q": "lutowanie"}).content.decode()

    assert "Zgłoś zapotrzebowanie" not in page


def test_one_person_counts_once_and_other_forms_are_the_same_need(
    maria: User, oskar: User
) -> None:
    report_need("lutowanie w klasie", by=maria)
    report_need("lutowanie w klasie", by=maria)
    need = report_need("Klasa, lutowania", by=oskar)

    assert Need.objects.count() == 1
    assert need.voices == 2
    assert need.text == "lutowanie w klasie"


def test_who_asked_is_not_kept(maria: User) -> None:
    report_need("lutowanie", by=maria)

    [voice] = NeedVoice.objects.all()
    kept = " ".join(str(getattr(voice, each.attname)) for each in voice._meta.fields)

    assert len(voice.mark) == 64
    assert maria.email not in kept


def test_most_wanted_comes_first_and_what_is_there_now_leaves(
    client: Client, maria: User, oskar: User, renata: User
) -> None:
    report_need("rzadkie", by=maria)
    wanted = report_need("częste", by=maria)
    report_need("częste", by=oskar)
    protect(renata)
    client.force_login(renata)

    page = client.get("/szukaj/potrzeby/").content.decode()
    assert page.index("częste") < page.index("rzadkie")

    client.post(f"/szukaj/potrzeby/{wanted.pk}/gotowe/")
    assert (
        "częste"
        not in client.get("/szukaj/potrzeby/").content.decode().partition("<table")[2]
    )


def test_need_asked_for_again_comes_back(
    maria: User, oskar: User, renata: User
) -> None:
    need = report_need("lutowanie", by=maria)
    answer_need(need, by=renata)

    assert report_need("lutowanie", by=oskar).answered_at is None


def test_nobody_floods_the_list(client: Client, maria: User) -> None:
    for number in range(MOST_NEEDS_A_DAY):
        report_need(f"potrzeba{number}", by=maria)
    client.force_login(maria)

    client.post("/szukaj/potrzeby/nowa/", {"text": "jeszcze jedna"})

    assert Need.objects.count() == MOST_NEEDS_A_DAY


@pytest.mark.parametrize("text", ["", "!!!", "\0", "x" * 900, " "])
def test_odd_need_is_refused(client: Client, maria: User, text: str) -> None:
    client.force_login(maria)

    assert client.post("/szukaj/potrzeby/nowa/", {"text": text}).status_code == 200
    assert not Need.objects.exists()


def test_only_those_who_care_for_the_bank_read_needs(
    client: Client, maria: User
) -> None:
    report_need("lutowanie", by=maria)
    client.force_login(maria)

    assert client.get("/szukaj/potrzeby/").status_code == 403


def test_key_is_never_longer_than_its_field() -> None:
    assert len(need_key("długie " + " ".join(f"słowo{n}" for n in range(99)))) <= 200
