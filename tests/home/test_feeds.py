"""Feeds: valid Atom, public things only, asked for again only when changed."""

from datetime import timedelta
from html import unescape
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from django.utils import timezone

from accounts.models import Institution, User
from accounts.roles import Role
from bank.models import Material, Visibility
from home.actions.news import withdraw_news
from home.models import News, NewsAudience
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan, make_math_game
from tests.factories.home import make_news

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def office(db: None) -> User:
    return make_user("urzad", Role.OFFICE)


def read(client: Client, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed: Element = fromstring(answer.content)
    return feed


def titles(feed: Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


@pytest.mark.parametrize("address", ["/aktualnosci/kanal/", "/bank/kanal/"])
def test_empty_feed_is_valid_and_steady(client: Client, db: None, address: str) -> None:
    feed = read(client, address)

    for name in ("id", "title", "updated"):
        assert feed.findtext(f"{ATOM}{name}")
    assert client.get(address).content == client.get(address).content


def test_entries_have_what_atom_asks_for(client: Client, office: User) -> None:
    news = make_news(office, title="Dni <otwarte> & lekcje")

    entry = next(read(client, "/aktualnosci/kanal/").iter(f"{ATOM}entry"))

    assert entry.findtext(f"{ATOM}title") == "Dni <otwarte> & lekcje"
    assert (entry.findtext(f"{ATOM}id") or "").endswith(f"news/{news.pk}")
    assert entry.findtext(f"{ATOM}updated")
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href", "").endswith(news.get_absolute_url())


def test_feeds_hold_public_news_only_whoever_asks(
    client: Client, office: User, school: Institution, maria: User
) -> None:
    make_news(office, title="Jawna", institution=school)
    make_news(office, title="Wewnętrzna", audience=NewsAudience.SIGNED_IN)
    make_news(
        office, title="Szkolna", audience=NewsAudience.INSTITUTION, institution=school
    )
    withdraw_news(make_news(office, title="Wycofana"))
    late = make_news(office, title="Jutrzejsza")
    News.objects.filter(pk=late.pk).update(
        published_on=timezone.localdate() + timedelta(days=1)
    )
    client.force_login(maria)

    assert titles(read(client, "/aktualnosci/kanal/")) == ["Jawna"]
    assert titles(read(client, f"/placowki/{school.slug}/kanal/")) == ["Jawna"]


def test_materials_are_public_and_narrowed(client: Client, maria: User) -> None:
    plan = make_lesson_plan(maria, title="Jawny plan", visibility=Visibility.PUBLIC)
    make_lesson_plan(maria, title="Zamknięty plan")
    make_math_game(maria, title="Gra", visibility=Visibility.PUBLIC)
    client.force_login(maria)
    subject = plan.subjects.first()
    assert subject

    assert set(titles(read(client, "/bank/kanal/"))) == {"Jawny plan", "Gra"}
    games = read(client, "/bank/kanal/?rodzaj=math_game")
    assert titles(games) == ["Gra"]
    assert "Jawny plan" in titles(
        read(client, f"/bank/kanal/?przedmiot={subject.code}")
    )
    assert titles(read(client, "/bank/kanal/?przedmiot=nie-ma")) == []


def test_reader_who_has_it_is_told_so(client: Client, office: User) -> None:
    make_news(office)
    first = client.get("/aktualnosci/kanal/")
    etag, since = first.headers["ETag"], first.headers["Last-Modified"]

    same = client.get("/aktualnosci/kanal/", headers={"if-none-match": etag})
    by_day = client.get("/aktualnosci/kanal/", headers={"if-modified-since": since})
    make_news(office, title="Nowsza")
    newer = client.get("/aktualnosci/kanal/", headers={"if-none-match": etag})

    assert (same.status_code, same.content) == (304, b"")
    assert by_day.status_code == 304
    assert newer.status_code == 200


@pytest.mark.parametrize(
    ("page", "feed"),
    [("/aktualnosci/", "/aktualnosci/kanal/"), ("/bank/", "/bank/kanal/")],
)
def test_pages_name_their_feed(client: Client, db: None, page: str, feed: str) -> None:
    shown = client.get(page).content.decode()

    assert 'rel="alternate" type="application/atom+xml"' in shown
    assert f'href="{feed}"' in shown


@pytest.mark.parametrize(
    "query", ["przedmiot=%00", "rodzaj=%FF", "rodzaj=" + "x" * 3000]
)
def test_odd_questions_are_no_failure(client: Client, db: None, query: str) -> None:
    assert client.get(f"/bank/kanal/?{query}").status_code == 200


def test_signs_xml_cannot_hold_do_not_break_the_feed(
    client: Client, office: User, maria: User
) -> None:
    # Word puts \v where a line was broken by hand.
    make_news(office, title="Rada\vpedagogiczna")
    plan = make_lesson_plan(maria, title="Ułamki", visibility=Visibility.PUBLIC)
    Material.objects.filter(pk=plan.pk).update(summary="W domu\vi w szkole\uffff")

    news, materials = read(client, "/aktualnosci/kanal/"), read(client, "/bank/kanal/")

    assert titles(news) == ["Rada pedagogiczna"]
    assert titles(materials) == ["Ułamki"]


def test_summary_is_text_to_a_reader_that_takes_it_for_html(
    client: Client, maria: User
) -> None:
    plan = make_lesson_plan(maria, title="1 < 2 & 3", visibility=Visibility.PUBLIC)
    said = "Gdy 1 < 2 & <script>alert(1)</script>"
    Material.objects.filter(pk=plan.pk).update(summary=said)

    [entry] = read(client, "/bank/kanal/").iter(f"{ATOM}entry")
    [summary] = entry.iter(f"{ATOM}summary")

    assert entry.findtext(f"{ATOM}title") == "1 < 2 & 3"
    assert unescape(summary.text or "") == said
    assert "<" not in (summary.text or "")
    assert summary.get("type") == "html"
