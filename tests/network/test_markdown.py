"""Whatever is typed, what comes out is on the allow-list and says what was typed."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.markdown import (
    ATTRIBUTES,
    CLASSES,
    REL,
    SCHEMES,
    TAGS,
    clean,
    plain_text,
    render,
)
from tests.network.vectors import VECTORS

PEOPLE = {"maria": "Maria Brzozowska", "oskar.lis": '<b>Oskar "Lis"</b>'}


class Inspector(HTMLParser):
    """Collects whatever is not allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(tag)
        self.wrong += [
            f"{tag}@{name}={value}"
            for name, value in attrs
            if not _is_allowed(tag, name, value or "")
        ]

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(decl)

    def handle_pi(self, data: str) -> None:
        self.wrong.append(data)


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if (tag, name) == ("a", "rel"):
        return value == REL
    if name == "class":
        return set(value.split()) <= CLASSES.get(tag, set())
    if name == "href":
        head = (
            value.split("/", maxsplit=1)[0]
            .split("?", maxsplit=1)[0]
            .split("#", maxsplit=1)[0]
        )
        return ":" not in head or head.split(":")[0].lower() in SCHEMES
    return name in ATTRIBUTES.get(tag, set())


def _wrong_in(html: str) -> list[str]:
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.wrong


_PIECES = st.lists(
    st.one_of(
        st.sampled_from(VECTORS),
        st.sampled_from(
            ["\n\n", "> ", "- ", "1. ", "**", "_", "`", "```\n", "[", "](", ")"]
        ),
        st.sampled_from(
            ["@maria", "@oskar.lis", "<", ">", '"', "'", "&", "\\", "&#x6a;"]
        ),
        st.text(max_size=12),
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize("vector", VECTORS)
def test_a_classic_vector_is_harmless(vector: str) -> None:
    assert _wrong_in(render(vector, PEOPLE).html) == []
    assert _wrong_in(clean(vector)) == []


def test_there_are_enough_vectors() -> None:
    assert len(VECTORS) >= 60


@settings(max_examples=400, deadline=None)
@given(_PIECES)
def test_output_is_on_the_allow_list_and_stable(source: str) -> None:
    html = render(source, PEOPLE).html

    assert _wrong_in(html) == []
    assert clean(html) == html


@settings(max_examples=200, deadline=None)
@given(_PIECES)
def test_html_of_anybody_is_cleaned(source: str) -> None:
    assert _wrong_in(clean(source)) == []


def test_links_promise_nothing_and_images_are_never_fetched() -> None:
    html = render("https://a.example/x_y_z. ![foto](http://b.example/i.png)", {}).html

    assert f'<a href="https://a.example/x_y_z" rel="{REL}">' in html
    assert "<img" not in html


def test_a_member_is_named_however_the_handle_is_typed() -> None:
    people = {"lukasz.zak": "Łukasz Żak"}

    rendered = render("Pytam @Łukasz.Żak. I `@lukasz.zak`, i jan@lukasz.zak", people)

    assert rendered.handles == {"lukasz.zak"}
    assert '<span class="mention">@Łukasz Żak</span>.' in rendered.html
    assert rendered.html.count("mention") == 1


def test_a_quotation_shows_a_name_but_calls_nobody() -> None:
    rendered = render("> Pytam @maria\n\nA ja @oskar.lis", PEOPLE)

    assert rendered.handles == {"oskar.lis"}
    assert rendered.html.count('class="mention"') == 2


def test_headings_stay_below_those_of_the_page() -> None:
    assert render("# Raz\n\n### Trzy", {}).html == "<h3>Raz</h3>\n<h4>Trzy</h4>\n"


def test_an_excerpt_ends_at_a_word() -> None:
    assert plain_text("<p>Ala &amp; kot <b>mają</b> psa</p>", 13) == "Ala & kot…"


@pytest.mark.parametrize("piece", ["[", "![", "(", "> ", "*", "_", "`", "@a", "<", "&"])
def test_long_nonsense_takes_no_long_time(piece: str) -> None:
    begun = time.process_time()

    render(piece * (20_000 // len(piece)), PEOPLE)

    assert time.process_time() - begun < 1
