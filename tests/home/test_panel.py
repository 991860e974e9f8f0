"""Figures of the gmina and of an institution: right, and only for whom they are."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import Institution, InstitutionKind, User
from accounts.roles import Role
from bank.models import AuthorState, Material, Visibility
from bank.school_year import SchoolYear
from home.panel.months import Month, months_of
from home.panel.places import Place, in_order, places, totals
from home.panel.report import MonthRow, month_rows
from network.models import MemberRole, Post
from tests.factories.accounts import make_institution, make_user, protect
from tests.factories.bank import make_lesson_plan, make_math_game
from tests.factories.network import make_member, make_network, make_post, make_topic

LAST_YEAR = SchoolYear(SchoolYear.containing(timezone.localdate()).start - 1)


@pytest.fixture
def urszula(db: None) -> User:
    """Works in the office, with the second factor that asks of her."""
    user = make_user("urszula", Role.OFFICE)
    protect(user)
    return user


def row_of(place: Institution, year: SchoolYear | None = None) -> Place:
    rows = places("", year)
    return next(row for row in rows if row.institution == place)


def at(material: Material, moment: datetime) -> None:
    Material.objects.filter(pk=material.pk).update(first_published_at=moment)


def from_csv(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_published_counts_what_can_be_found_even_inside_only(
    maria: User, oskar: User, school: Institution
) -> None:
    make_lesson_plan(maria, visibility=Visibility.PUBLIC)
    make_lesson_plan(maria, visibility=Visibility.INSTITUTION, institution=school)
    make_math_game(maria, state=AuthorState.WITHDRAWN)
    make_lesson_plan(maria, state=AuthorState.DRAFT)
    make_lesson_plan(oskar)

    row = row_of(school)

    assert (row.published, row.waiting) == (2, 0)


def test_waiting_counts_first_and_later_versions(
    maria: User, school: Institution
) -> None:
    make_lesson_plan(maria, state=AuthorState.WAITING)
    make_lesson_plan(maria, state=AuthorState.RETURNED)

    assert row_of(school).waiting == 1


def test_members_of_several_networks_count_once(
    maria: User, karol: User, oskar: User, school: Institution
) -> None:
    make_network(maria, oskar, coordinator=karol)
    make_network(maria, coordinator=karol)

    assert row_of(school).members == 2


def test_active_people_wrote_or_worked_lately(
    maria: User, karol: User, dorota: User, school: Institution
) -> None:
    make_lesson_plan(maria, state=AuthorState.WAITING)
    topic = make_topic(karol, maria)
    make_post(topic, author=maria)
    old = make_post(topic, author=dorota)
    long_ago = timezone.now() - timedelta(days=31)
    Post.objects.filter(pk=old.pk).update(created_at=long_ago)

    row = row_of(school)

    assert row.active == 2
    assert row.last is not None
    assert timezone.now() - row.last < timedelta(minutes=5)


def test_a_year_narrows_what_was_published(maria: User, school: Institution) -> None:
    make_lesson_plan(maria)
    at(make_lesson_plan(maria), datetime(LAST_YEAR.start, 11, 5, tzinfo=UTC))

    assert row_of(school).published == 2
    assert row_of(school, LAST_YEAR).published == 1


def test_midnight_of_september_opens_the_year(maria: User, school: Institution) -> None:
    start = LAST_YEAR.start
    # Half past midnight in Warsaw is still August in Greenwich.
    at(make_lesson_plan(maria), datetime(start, 8, 31, 22, 30, tzinfo=UTC))
    at(make_lesson_plan(maria), datetime(start, 8, 31, 21, 30, tzinfo=UTC))

    rows = month_rows(school, LAST_YEAR)

    assert rows[-1].month == Month(date(start, 9, 1))
    assert rows[-1].published == 1


def test_months_count_deeds_and_people(
    maria: User, karol: User, oskar: User, school: Institution
) -> None:
    topic = make_topic(karol, maria, oskar)
    make_post(topic, author=maria)
    make_post(topic, author=maria)
    make_post(topic, author=oskar)
    make_lesson_plan(maria, state=AuthorState.PUBLISHED)
    make_lesson_plan(maria, state=AuthorState.WAITING)
    today = timezone.localdate()

    newest = month_rows(school, SchoolYear.containing(today))[0]

    assert newest == MonthRow(
        month=Month(today.replace(day=1)), published=1, submitted=2, active=2, posts=3
    )


def test_months_of_this_year_end_today() -> None:
    year = SchoolYear(2026)

    months = months_of(year, today=date(2026, 11, 22))

    assert [month.first_day.month for month in months] == [9, 10, 11]
    assert len(months_of(SchoolYear(2025), today=date(2026, 11, 22))) == 12
    assert months_of(year, today=date(2026, 8, 31)) == []


def test_columns_sort_and_those_alike_stay_by_polish_name(db: None) -> None:
    for name in ("Łąka", "Zorza", "Lipa"):
        make_institution(name)
    rows = places("", None)

    by_name = in_order(rows, "nazwa", descending=False)
    alike = in_order(rows, "opublikowane", descending=True)

    assert [row.institution.name for row in by_name] == ["Lipa", "Łąka", "Zorza"]
    assert {row.published for row in alike} == {0}


def test_totals_are_of_the_rows_shown(
    client: Client, urszula: User, maria: User, school: Institution
) -> None:
    kindergarten = make_institution(
        "Przedszkole „Sowa”", kind=InstitutionKind.KINDERGARTEN
    )
    make_lesson_plan(maria)
    make_lesson_plan(make_user("ewa", Role.TEACHER, institution=kindergarten))
    client.force_login(urszula)

    both = client.get("/panel/").context["totals"]
    one = client.get("/panel/?rodzaj=kindergarten").context

    assert both.published == 2
    assert [row.institution for row in one["rows"]] == [kindergarten]
    assert one["totals"] == totals(one["rows"])
    assert one["totals"].published == 1


def test_files_say_what_the_page_says(
    client: Client, urszula: User, maria: User, school: Institution
) -> None:
    make_lesson_plan(maria)
    make_institution("Szkoła Podstawowa w Olszynie")
    client.force_login(urszula)
    asked = "?porzadek=-opublikowane"
    shown = client.get(f"/panel/{asked}").context["rows"]

    lines = from_csv(client.get(f"/panel/placowki.csv{asked}").content)
    workbook = load_workbook(
        io.BytesIO(client.get(f"/panel/placowki.xlsx{asked}").content)
    )

    names = [row.institution.name for row in shown]
    assert [line[0] for line in lines] == ["Placówka", *names, "Razem"]
    assert [line[4] for line in lines] == ["Opublikowane", "1", "0", "1"]
    cells = list(workbook.active.iter_rows(values_only=True))
    assert [cell[0] for cell in cells] == ["Placówka", *names, "Razem"]
    assert [cell[4] for cell in cells[1:]] == [1, 0, 1]


def test_report_as_a_file_says_what_the_page_says(
    client: Client, dorota: User, maria: User, school: Institution
) -> None:
    make_lesson_plan(maria)
    client.force_login(dorota)
    page = client.get(f"/placowki/{school.slug}/zestawienie/").context

    lines = from_csv(client.get(f"/placowki/{school.slug}/zestawienie.csv").content)

    assert [line[1:] for line in lines[1:]] == [
        [str(n) for n in (row.published, row.submitted, row.active, row.posts)]
        for row in page["rows"]
    ]


def test_nobody_learns_from_a_report_what_waits(
    client: Client, dorota: User, maria: User, school: Institution
) -> None:
    make_lesson_plan(maria, title="Tajny tytuł", state=AuthorState.WAITING)
    client.force_login(dorota)

    text = client.get(f"/placowki/{school.slug}/zestawienie/").content.decode()

    assert "Scenariusz zajęć" in text
    assert "Tajny tytuł" not in text
    assert "Maria" not in text


def test_networks_count_only_people_from_here(
    client: Client, dorota: User, maria: User, oskar: User, school: Institution
) -> None:
    network = make_network(maria, oskar, coordinator=dorota)
    make_member(make_network(), oskar, role=MemberRole.COORDINATOR)
    client.force_login(dorota)

    networks = client.get(f"/placowki/{school.slug}/zestawienie/").context["networks"]

    assert [(each.pk, each.from_here) for each in networks] == [(network.pk, 2)]


def test_head_of_another_school_is_refused(
    client: Client, dorota: User, other_school: Institution
) -> None:
    client.force_login(dorota)

    address = f"/placowki/{other_school.slug}/zestawienie"

    assert client.get(f"{address}/").status_code == 403
    assert client.get(f"{address}.csv").status_code == 403


def test_head_whose_role_has_ended_is_refused(
    client: Client, dorota: User, school: Institution
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    dorota.role_assignments.update(ends_on=yesterday)
    client.force_login(dorota)

    assert client.get(f"/placowki/{school.slug}/zestawienie/").status_code == 403


@pytest.mark.parametrize(
    "query", ["?rodzaj=x", "?rok=1/2", "?rok=9999/10000", "?porzadek=--", "?rok=%00"]
)
def test_nonsense_in_the_address_shows_everything(
    client: Client, urszula: User, school: Institution, query: str
) -> None:
    client.force_login(urszula)

    response = client.get(f"/panel/{query}")

    assert [row.institution for row in response.context["rows"]] == [school]
