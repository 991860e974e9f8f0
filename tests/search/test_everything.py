"""One box over materials, discussions, people, news and pages."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.actions.people import deactivate_person, rename_person
from accounts.models import User
from accounts.models.audience import audience_tokens
from home.actions.news import withdraw_news
from home.models import NewsAudience
from network.actions.posts import delete_post, edit_post
from network.models import Topic
from search.engines import scratch_engine
from search.highlight import Highlighter
from search.retrieval import Narrowing, retrieve
from search.service import _row
from search.sources import Card, Document, Part, sources
from tests.factories.bank import make_lesson_plan
from tests.factories.home import make_news, make_page
from tests.factories.network import make_network, make_post, make_topic
from tests.factories.search import PUBLIC, Shelf
from tests.world import World

pytestmark = pytest.mark.django_db
IndexNow = Callable[[], int]
Page = Callable[..., str]


@pytest.fixture
def topic(maria: User, karol: User) -> Topic:
    network = make_network(maria, coordinator=karol, name="Przyroda")
    return make_topic(maria, network=network, title="Żaby w szkolnym stawie")


@pytest.fixture
def page(client: Client) -> Page:
    def get(query: str, user: User | None = None) -> str:
        if user:
            client.force_login(user)
        else:
            client.logout()
        response = client.get(f"/szukaj/?{query}")
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return get


def test_one_list_with_tabs_that_count(
    page: Page, topic: Topic, maria: User, oskar: User, index_now: IndexNow
) -> None:
    make_lesson_plan(maria, title="Żaby i ropuchy")
    make_news(maria, title="Noc żab w rezerwacie")
    make_page(title="Regulamin obserwacji żab")
    index_now()

    member, outsider = page("q=żaby", maria), page("q=żaby", oskar)

    for title in ("i ropuchy", "w szkolnym stawie", "w rezerwacie", "Regulamin"):
        assert title in member
    assert 'Wszystko <span class="num soft">4' in member
    assert 'Dyskusje <span class="num soft">1' in member
    assert 'Aktualności i strony <span class="num soft">2' in member
    assert 'Wszystko <span class="num soft">3' in outsider
    assert 'Dyskusje <span class="num soft">0' in outsider


def test_tab_shows_its_own_and_keeps_the_counts_of_others(
    page: Page, topic: Topic, maria: User, index_now: IndexNow
) -> None:
    make_lesson_plan(maria, title="Żaby i ropuchy")
    index_now()

    found = page("q=żaby&typ=dyskusje", maria)

    assert "w szkolnym stawie" in found
    assert "i ropuchy" not in found
    assert 'Materiały <span class="num soft">1' in found
    assert '<input type="hidden" name="typ" value="dyskusje">' in found


def test_reply_is_found_by_its_own_words_and_leads_to_the_post(
    page: Page, topic: Topic, maria: User, karol: User, index_now: IndexNow
) -> None:
    reply = make_post(topic, author=karol, text="Skrzek liczymy lupą.")
    index_now()

    found = page("q=skrzek", maria)

    assert f"#wpis-{reply.pk}" in found
    assert "Żaby w szkolnym stawie" in found
    assert "<mark>Skrzek</mark> liczymy" in found
    assert "1 wynik dla" in page("q=żaby", maria)  # the title counts once


def test_what_is_said_changes_and_goes(
    page: Page, topic: Topic, maria: User, karol: User, index_now: IndexNow
) -> None:
    reply = make_post(topic, author=maria, text="Skrzek liczymy lupą.")
    index_now()
    edit_post(reply, text="Traszki też tam są.", base_version=1)
    index_now()

    assert "Traszki" in page("q=traszka", maria)
    assert "0 wyników" in page("q=skrzek", maria)

    delete_post(reply, by=maria)
    index_now()
    assert "0 wyników" in page("q=traszka", maria)


def test_search_inside_a_network_and_inside_a_topic(
    page: Page, topic: Topic, maria: User, karol: User, index_now: IndexNow
) -> None:
    slug = topic.network.slug
    other = make_topic(maria, network=topic.network, title="Żaby na mapie")
    make_post(other, author=karol, text="Mapa żab jest w pracowni.")
    make_lesson_plan(maria, title="Żaby i ropuchy")
    index_now()

    inside = page(f"q=żaby&siec={slug}", maria)
    assert "3 wyniki" in inside
    assert "i ropuchy" not in inside
    assert f'<input type="hidden" name="siec" value="{slug}">' in inside

    assert "2 wyniki" in page(f"q=żaby&watek={other.pk}", maria)


def test_place_that_is_secret_is_as_if_it_were_absent(
    page: Page, topic: Topic, oskar: User, index_now: IndexNow
) -> None:
    index_now()

    hidden = page(f"q=żaby&watek={topic.pk}", oskar)
    absent = page("q=żaby&watek=999999", oskar)

    # Each answer has a form token of its own, and nothing else.
    token = re.compile(r'name="(?:csrfmiddlewaretoken|token)" value="[^"]*"')
    main = re.compile(r"<main.*</main>")
    pages = [main.findall(token.sub("", each)) for each in (hidden, absent)]
    assert pages[0] == pages[1] != []
    assert topic.title not in hidden


def test_person_is_found_by_name_place_and_role_but_not_by_address(
    page: Page, maria: User, dorota: User, oskar: User, index_now: IndexNow
) -> None:
    index_now()

    found = page("q=dorota&typ=osoby", oskar)

    assert dorota.get_full_name().split()[-1] in found
    assert str(dorota.institution) in found
    assert dorota.email not in found
    assert "0 wyników" in page(f"q=+{dorota.email.partition('@')[2]}&typ=osoby", oskar)
    assert dorota.last_name not in page("q=dorota")


def test_renamed_and_gone_people_are_found_as_they_are_now(
    page: Page, maria: User, oskar: User, index_now: IndexNow
) -> None:
    make_lesson_plan(maria, title="Żaby i ropuchy")
    index_now()
    rename_person(maria, first_name="Marianna", last_name="Zielińska")
    index_now()
    assert "Zielińska" in page("q=zielińska&typ=osoby", oskar)

    deactivate_person(maria)
    index_now()
    assert "0 wyników" in page("q=zielińska&typ=osoby", oskar)


def test_withdrawn_news_and_hidden_pages_leave(
    page: Page, maria: User, index_now: IndexNow
) -> None:
    news = make_news(maria, title="Noc żab w rezerwacie")
    editorial = make_page(title="Regulamin obserwacji żab")
    index_now()
    assert "2 wyniki" in page("q=żaby")

    withdraw_news(news)
    editorial.unpublish()
    index_now()

    assert "0 wyników" in page("q=żaby")


def test_news_of_one_school_is_for_its_people(
    page: Page, maria: User, oskar: User, index_now: IndexNow
) -> None:
    audience, school = NewsAudience.INSTITUTION, maria.institution
    make_news(maria, title="Rada o żabach", audience=audience, institution=school)
    index_now()

    assert "1 wynik" in page("q=żaby", maria)
    assert "0 wyników" in page("q=żaby", oskar)


def test_tokens_say_what_visible_to_says(world: World) -> None:
    make_page(title="Regulamin")

    for source in sources().values():
        documents = list(source.documents(list(source.all_pks())))
        assert documents, source.key
        for user in world.people.values():
            held = audience_tokens(user)
            by_tokens = {each.pk for each in documents if each.audience & held}
            assert by_tokens == source.visible([each.pk for each in documents], user)


@pytest.fixture
def attached(engine_name: str) -> Document:
    return Document(
        "shelf",
        1,
        "Lekcja o wodzie",
        "Uczniowie obserwują staw.",
        PUBLIC,
        card=Card("/1/", "scenariusz", "Lekcja o wodzie", "Staw."),
        parts=(
            Part("notatki.docx", "Tu nie ma nic o temacie."),
            Part("karta.pdf, s. 2", "Policz żaby nad wodą w stawie.", "/karta.pdf"),
        ),
    )


def test_hit_names_the_part_that_tells_most(
    engine_name: str, attached: Document
) -> None:
    with scratch_engine(engine_name) as engine:
        shelf = Shelf(engine)
        shelf.put_documents([attached])

        for text, part in [("żaby", "karta.pdf, s. 2"), ("staw", ""), ("lekcja", "")]:
            found = retrieve(engine, text, Narrowing(PUBLIC))
            [hit] = found.result.hits
            row = _row(hit, Highlighter(found))

            assert (row.part.label if row.part else "") == part


def test_short_reply_does_not_outrank_a_material(shelf: Shelf) -> None:
    plan = "Ułamki zwykłe porównujemy na pasku papieru. " * 6
    shelf.put_documents(
        [
            Document("shelf", 1, "Ułamki na pasku", plan, PUBLIC),
            Document("shelf", 2, "", "Super ułamki!", PUBLIC, least_words=80),
        ]
    )

    hits = shelf.found("ułamki").result.hits

    assert [hit.pk for hit in hits] == [1, 2]
