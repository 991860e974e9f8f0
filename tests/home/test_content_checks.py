"""What makes a text hard to read is told to its writer, and nothing else is."""

import pytest
from django.test import Client, override_settings

from accounts.models import Institution
from accounts.roles import Role
from home.actions.profiles import ProfileText, describe_institution
from home.content.html import problems_of_html
from home.content.problems import ProblemKind
from home.content.words import problems_of_alt, problems_of_words
from home.content_checks import pages_to_improve, problems_of
from home.models import News
from tests.factories.accounts import make_user
from tests.factories.home import make_image, make_page
from tests.home.test_pages import leaves_files_open

LONG = "słowo " * 130


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("<h2>A</h2><h3>B</h3><h2>C</h2>", []),
        ("<h2>A</h2><h4>B</h4>", ["heading_jump"]),
        ("<h3>Zaraz trzeci</h3>", ["heading_jump"]),
        ("<p><b>Terminy</b></p><p>Tekst.</p>", ["false_heading"]),
        ("<p><b>Ważne:</b> tekst.</p>", []),
        ('<p><a href="/a">kliknij tutaj</a></p>', ["vague_link"]),
        ('<p><a href="/a">Więcej »</a></p>', ["vague_link"]),
        ('<p><a href="/a"></a></p>', ["vague_link"]),
        ('<p><a href="/a">regulamin konkursu</a></p>', []),
        ('<p><a href="https://a.pl">https://a.pl/b</a></p>', ["bare_link"]),
        ('<p><a href="/a">zapisy</a> <a href="/b">Zapisy</a></p>', ["same_links"]),
        ('<p><a href="/a">zapisy</a> <a href="/a">zapisy</a></p>', []),
        (
            '<p><a linktype="page" id="3">plan</a> <a linktype="page" id="4">plan</a></p>',
            ["same_links"],
        ),
        ("<table><tr><td>1</td></tr></table>", ["no_table_header"]),
        ("<table><tr><th>a</th></tr><tr><td>1</td></tr></table>", []),
        (f"<p>{LONG}</p>", ["long_paragraph"]),
        ("<p>UWAGA RODZICE UCZNIÓW KLAS PIERWSZYCH</p>", ["capitals"]),
        ("<p>SP nr 3 i MZO w Brzezinie, RODO, PDF</p>", []),
        ("<p><<<><a><b></p></a>", ["vague_link"]),
    ],
)
def test_html_is_read_as_a_screen_reader_would(html: str, kinds: list[str]) -> None:
    assert [problem.kind.value for problem in problems_of_html(html)] == kinds


@pytest.mark.parametrize(
    ("alt", "kinds"),
    [
        ("", ["no_alt"]),
        ("IMG_1234.jpg", ["poor_alt"]),
        ("Zdjęcie", ["poor_alt"]),
        ("12.03", ["poor_alt"]),
        ("Uczennica mierzy cień kija na boisku", []),
    ],
)
def test_descriptions_of_pictures(alt: str, kinds: list[str]) -> None:
    assert [problem.kind.value for problem in problems_of_alt(alt)] == kinds
    assert not list(problems_of_alt(alt, is_decorative=True))


@pytest.mark.parametrize(
    "text", ["<p>" * 50_000, "A " * 100_000, "<a" * 50_000, "&" * 9]
)
def test_odd_text_is_read_to_its_end(text: str) -> None:
    assert isinstance(list(problems_of_html(text)), list)
    assert isinstance(list(problems_of_words(text)), list)


def test_news_is_checked_as_it_will_look() -> None:
    news = News(
        title="UWAGA WAŻNY KOMUNIKAT DYREKCJI",
        lead="Zapraszamy.",
        body="Zapisy [tutaj](https://example.org).",
    )

    kinds = {problem.kind for problem in problems_of(news)}

    assert kinds == {ProblemKind.CAPITALS, ProblemKind.VAGUE_LINK}


@leaves_files_open
def test_page_is_checked_block_by_block(db: None) -> None:
    image = {"image": make_image(), "alt": "las.jpg", "caption": ""}
    button = {"label": "Kliknij tutaj", "address": "/bank/", "weight": "main"}
    page = make_page(("image", image), ("call_to_action", button))

    kinds = {problem.kind for problem in problems_of(page)}

    assert kinds == {ProblemKind.POOR_ALT, ProblemKind.VAGUE_LINK}


def test_editor_finds_all_in_one_list(client: Client, school: Institution) -> None:
    make_page(("paragraph", '<p><a href="/a">tutaj</a></p>'), title="Zasady")
    make_page(("heading", "Wszystko w porządku"), title="Dobra")
    make_page(("paragraph", '<p><a href="/a">tutaj</a></p>'), title="Szkic", live=False)
    describe_institution(school, ProfileText(description="UWAGA RODZICE I UCZNIOWIE"))
    client.force_login(make_user("redaktorka", Role.EDITOR))

    assert [page.title for page in pages_to_improve()] == ["Zasady", school.name]
    with override_settings(DEMO=True):
        page = client.get("/cms/tresci/").content.decode()
    assert "Treść linku nie mówi" in page
    assert "Dobra" not in page


@override_settings(DEMO=True)
def test_editor_is_told_after_saving(client: Client, db: None) -> None:
    page = make_page(("heading", "Nagłówek"), title="UWAGA WAŻNY KOMUNIKAT DYREKCJI")
    client.force_login(make_user("redaktorka", Role.EDITOR))
    form = {
        "title": page.title,
        "slug": page.slug,
        "lead": "",
        "body-count": "1",
        "body-0-type": "heading",
        "body-0-value": "Nagłówek",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "action-publish": "1",
    }

    answer = client.post(f"/cms/pages/{page.pk}/edit/", form, follow=True)

    assert "Tekst WIELKIMI LITERAMI" in answer.content.decode()


@override_settings(DEMO=True)
def test_link_chooser_survives_an_empty_form(client: Client, db: None) -> None:
    client.force_login(make_user("redaktorka", Role.EDITOR))

    assert client.post("/cms/choose-external-link/", {}).status_code == 400
    sent = {"external-link-chooser-url": "https://example.org"}
    assert client.post("/cms/choose-external-link/", sent).status_code == 200
