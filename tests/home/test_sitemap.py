"""The map for search engines: valid, in parts, public things only."""

from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from accounts.models import Institution, User
from accounts.roles import Role
from bank.models import Visibility
from home.actions.news import withdraw_news
from home.models import NewsAudience
from tests import crowd
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan
from tests.factories.home import make_news, make_page

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(client: Client, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/xml")
    document: Element = fromstring(answer.content)
    return document


def places(document: Element) -> list[str]:
    return [loc.text or "" for loc in document.iter(f"{MAP}loc")]


def test_index_names_as_many_parts_as_it_takes(
    client: Client, maria: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("home.views.sitemap.PART", 2)
    crowd.add_materials(maria, 5)

    index = read(client, "/sitemap.xml")
    parts = [place.partition(":8000")[2] for place in places(index)]
    listed = [places(read(client, part)) for part in parts if "materialy" in part]

    assert index.tag == f"{MAP}sitemapindex"
    assert [len(part) for part in listed] == [2, 2, 1]
    assert len({place for part in listed for place in part}) == 5
    assert client.get("/sitemap-materialy-4.xml").status_code == 404


@pytest.mark.parametrize("part", ["0", "99", "9" * 30])
def test_absent_part_is_not_found(client: Client, maria: User, part: str) -> None:
    crowd.add_materials(maria, 1)

    assert client.get(f"/sitemap-materialy-{part}.xml").status_code == 404


def test_map_holds_public_things_only_whoever_asks(
    client: Client, maria: User, school: Institution
) -> None:
    office = make_user("urzad", Role.OFFICE)
    plan = make_lesson_plan(maria, title="Jawny", visibility=Visibility.PUBLIC)
    make_lesson_plan(maria, title="Zamknięty")
    news = make_news(office, title="Jawna")
    make_news(office, title="Zamknięta", audience=NewsAudience.SIGNED_IN)
    withdraw_news(make_news(office, title="Wycofana"))
    page, hidden = make_page(title="Jawna strona"), make_page(live=False)
    client.force_login(maria)

    materials = places(read(client, "/sitemap-materialy-1.xml"))
    items = places(read(client, "/sitemap-aktualnosci-1.xml"))
    pages = places(read(client, "/sitemap-strony.xml"))

    assert [place.endswith(plan.get_absolute_url()) for place in materials] == [True]
    assert [place.endswith(news.get_absolute_url()) for place in items] == [True]
    assert any(place.endswith(page.url) for place in pages)
    assert any(place.endswith(f"/placowki/{school.slug}/") for place in pages)
    assert not [place for place in pages if hidden.slug in place]


def test_lines_say_when_they_changed(client: Client, maria: User) -> None:
    make_lesson_plan(maria, visibility=Visibility.PUBLIC)

    line = next(read(client, "/sitemap-materialy-1.xml").iter(f"{MAP}url"))

    assert line.findtext(f"{MAP}lastmod")
