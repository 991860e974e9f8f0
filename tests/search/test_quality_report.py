"""Moderators read how searches end, and act on it; others do not see it."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from search.actions.endings import note_ending
from search.models import UnmetQuery
from search.watching import Watched
from tests.factories.accounts import make_user, protect

pytestmark = pytest.mark.django_db
PAGE = "/szukaj/jakosc/"


def in_vain(text: str, *, total: int = 0, people: int = 3, weeks_ago: int = 0) -> None:
    day = timezone.localdate() - timedelta(weeks=weeks_ago)
    for number in range(people):
        who = f"user:{number}"
        watched = Watched(text, total, "", 0)
        note_ending(watched, place=None, who=who, voice=who, today=day)


@pytest.fixture
def as_renata(client: Client, renata: User) -> Client:
    protect(renata)
    client.force_login(renata)
    return client


def test_report_lists_words_of_three_people_by_week(as_renata: Client) -> None:
    in_vain("lutowanie", weeks_ago=1)
    in_vain("klejenie", total=7, people=4)
    in_vain("haft krzyżykowy", people=2)

    page = as_renata.get(PAGE).content.decode()

    assert page.index("klejenie") < page.index("lutowanie")
    assert "haft" not in page
    assert "/szukaj/synonimy/?word=lutowanie&amp;sample=lutowanie" in page


def test_words_are_shown_as_text_and_lead_back_to_the_search(as_renata: Client) -> None:
    in_vain('<b>"pół & ćwierć"')

    page = as_renata.get(PAGE).content.decode()

    assert "<b>&quot;" not in page
    assert "&lt;b&gt;&quot;pół &amp; ćwierć&quot;" in page
    assert "q=%3Cb%3E%22p%C3%B3%C5%82%20%26%20%C4%87wier%C4%87%22" in page


def test_synonym_form_is_filled_in_from_the_report(as_renata: Client) -> None:
    page = as_renata.get(
        "/szukaj/synonimy/", {"word": "tutoring\0", "sample": "tutoring w klasie"}
    ).content.decode()

    assert 'value="tutoring"' in page
    assert 'value="tutoring w klasie"' in page


def test_what_is_dealt_with_leaves_and_twice_is_once(as_renata: Client) -> None:
    in_vain("lutowanie")
    address = f"{PAGE}{UnmetQuery.objects.get().pk}/zalatwione/"

    answers = [as_renata.post(address, follow=True) for _ in range(2)]

    assert "„lutowanie” znika z listy" in answers[0].content.decode()
    assert "znika z listy" not in answers[1].content.decode()
    assert not UnmetQuery.objects.exists()


def test_rare_words_cannot_be_dealt_with_by_guessing_numbers(
    as_renata: Client,
) -> None:
    in_vain("lutowanie", people=1)

    as_renata.post(f"{PAGE}{UnmetQuery.objects.get().pk}/zalatwione/")

    assert UnmetQuery.objects.exists()


def test_office_reads_and_does_not_act(client: Client) -> None:
    in_vain("lutowanie")
    urszula = make_user("urszula", Role.OFFICE)
    protect(urszula)
    client.force_login(urszula)

    page = client.get(PAGE).content.decode()
    answer = client.post(f"{PAGE}{UnmetQuery.objects.get().pk}/zalatwione/")

    assert "lutowanie" in page
    assert "zalatwione" not in page
    assert answer.status_code == 403


def test_table_has_the_rows_of_the_page(as_renata: Client) -> None:
    in_vain("=lutowanie()")
    in_vain("klejenie", total=2)
    in_vain("rzadkie", people=2)

    answer = as_renata.get(f"{PAGE}tabela.csv")
    rows = list(
        csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    )

    assert "no-store" in answer["Cache-Control"]
    assert [row[1] for row in rows[1:]] == ["'=lutowanie()", "klejenie"]
    assert rows[1][3:] == ["3", "0", "3"]


def test_numbers_by_week_and_by_place(as_renata: Client) -> None:
    today = timezone.localdate()
    for number, place in enumerate((1, 1, 2, 9)):
        watched = Watched(f"ułamki {number}", 20, "", 0)
        note_ending(watched, place=place, who="user:1", voice="user:1", today=today)
    in_vain("lutowanie", people=1)

    page = as_renata.get(PAGE)

    [week] = page.context["weeks"]
    assert (week.opened, week.in_first, week.nothing) == (4, 3, 1)
    assert (week.first_share, week.nothing_share) == (75, 20)
    numbers = {place.label: place.number for place in page.context["places"]}
    assert numbers["1"] == 2
    assert numbers["6–10"] == 1


def test_empty_report_says_so(as_renata: Client) -> None:
    page = as_renata.get(PAGE).content.decode()

    assert "Nie ma czego poprawiać" in page
    assert "Nie policzyliśmy jeszcze żadnego wyszukiwania" in page


def test_report_asks_the_same_questions_for_one_row_and_for_sixty(
    as_renata: Client,
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_renata.get(PAGE)
        return len(queries)

    in_vain("lutowanie")
    asked()  # what a process remembers
    one = asked()
    for number in range(60):
        in_vain(f"słowo {number}", weeks_ago=number % 5)

    assert asked() == one <= 12
    assert as_renata.get(PAGE, {"strona": "2"}).context["page_obj"].number == 2
