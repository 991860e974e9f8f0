"""Ways between information pages: menus, trail, pages beneath, contents."""

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from bank.models import Visibility
from home.models import InformationPage, StartPage
from tests.factories.bank import make_lesson_plan
from tests.factories.home import make_page

HEADINGS = [("heading", text) for text in ("Po co", "Dla kogo", "Jak", "Jak", "Kiedy")]


def under(parent: InformationPage, title: str, *, live: bool = True) -> InformationPage:
    page = InformationPage(title=title, slug=title.lower(), body=[], live=live)
    parent.add_child(instance=page)
    return page


def test_long_page_has_contents_that_lead_to_headings(client: Client, db: None) -> None:
    page = client.get(make_page(*HEADINGS).url).content.decode()

    for anchor in ("po-co", "dla-kogo", "jak", "jak-3", "kiedy"):
        assert f'href="#{anchor}"' in page
        assert page.count(f'id="{anchor}"') == 1


def test_heading_takes_no_name_of_the_layout(client: Client, db: None) -> None:
    page = client.get(make_page(("heading", "Treść")).url).content.decode()

    assert page.count('id="tresc"') == 1
    assert 'id="tresc-0"' in page


def test_short_page_has_none(client: Client, db: None) -> None:
    page = client.get(make_page(*HEADINGS[:2]).url).content.decode()

    assert "Na tej stronie" not in page


def test_pages_beneath_are_listed_and_say_where_they_stand(
    client: Client, db: None
) -> None:
    above = make_page(title="Zasady")
    child = under(above, "Licencje")
    under(above, "Kanarek", live=False)

    listed = client.get(above.url).content.decode()
    shown = client.get(child.url).content.decode()

    assert child.url in listed
    assert "Kanarek" not in listed
    assert "breadcrumbs" in shown
    assert f'<a href="{above.url}">Zasady</a>' in shown


@pytest.mark.parametrize("number", [1, 10])
def test_pages_beneath_cost_the_same(
    client: Client, db: None, django_assert_max_num_queries: object, number: int
) -> None:
    above = make_page(title="Zasady")
    for place in range(number):
        under(above, f"strona{place}")
    client.get(above.url)

    with django_assert_max_num_queries(9):  # type: ignore[operator]
        client.get(above.url)


def test_editors_order_and_place_the_links(client: Client, db: None) -> None:
    first, second = make_page(title="Pierwsza"), make_page(title="Druga")
    InformationPage.objects.update(show_in_menus=True)
    InformationPage.objects.filter(pk=second.pk).update(in_header=True)
    cache.clear()
    page = client.get("/bank/").content.decode()
    header, footer = page.split("<main")[0], page.split("</main>")[1]

    assert "Druga" in header
    assert "Pierwsza" not in header
    assert footer.index("Pierwsza") < footer.index("Druga")

    second.refresh_from_db()
    second.move(StartPage.objects.get(), pos="first-child")
    footer = client.get("/bank/").content.decode().split("</main>")[1]
    assert footer.index("Druga") < footer.index("Pierwsza")
    assert first.live


def test_material_before_any_heading_skips_no_level(
    client: Client, maria: User
) -> None:
    plan = make_lesson_plan(maria, title="Plan", visibility=Visibility.PUBLIC)
    block = ("material", {"address": plan.get_absolute_url(), "note": ""})

    alone = client.get(make_page(block).url).content.decode()
    below = client.get(make_page(("heading", "Po co"), block).url).content.decode()

    assert '<h2 class="material-row__title">' in alone
    assert '<h3 class="material-row__title">' in below
