"""What pages count by themselves: staying, taking, and how a search ended."""

import pytest
from playwright.sync_api import Page, Request

from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser
WORDS = "/szukaj/?q=ułamki"


def sent_from(page: Page) -> list[tuple[str, str]]:
    """Collect what the page sends by itself, as it goes: last part of path, body."""
    found: list[tuple[str, str]] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            found.append(
                (request.url.rstrip("/").split("/")[-1], request.post_data or "")
            )

    page.on("request", note)
    return found


def open_a_material(page: Page) -> None:
    page.goto("/szukaj/?q=ułamki&typ=materialy&sort=najnowsze")
    page.locator(".hit__title a").first.click()
    page.locator("[data-counting]").wait_for(state="attached")


def test_staying_ten_seconds_is_read_once_in_a_tab(signed_in: NewPage) -> None:
    page = signed_in("moderator")
    page.clock.install()
    sent = sent_from(page)
    open_a_material(page)

    page.clock.run_for(9_000)
    assert sent == []
    with page.expect_response("**/odczyt/") as answer:
        page.clock.run_for(2_000)
    assert answer.value.status == 204

    page.reload()
    page.locator("[data-counting]").wait_for(state="attached")
    page.clock.run_for(60_000)
    assert [what for what, _body in sent] == ["odczyt"]


def test_print_window_and_download_are_one_use(signed_in: NewPage) -> None:
    page = signed_in("moderator")
    sent = sent_from(page)
    open_a_material(page)

    with page.expect_response("**/pobranie/") as answer:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert answer.value.status == 204
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert [what for what, _body in sent] == ["pobranie"]


def test_opening_a_hit_tells_its_place_and_the_link_stays_plain(
    signed_in: NewPage,
) -> None:
    page = signed_in("moderator")
    sent = sent_from(page)
    page.goto(WORDS)
    link = page.locator(".hit__title a").nth(1)
    assert "/szukaj/" not in (link.get_attribute("href") or "")

    # The answer may come when the page is gone, and then nobody hears it.
    with page.expect_request("**/koniec/"):
        link.click()
    page.wait_for_load_state()

    [(what, body)] = sent
    assert what == "koniec"
    assert _field(body, "place") == "2"


def test_leaving_is_told_though_the_page_is_gone(signed_in: NewPage) -> None:
    page = signed_in("moderator")
    before = _in_vain(page)

    page.goto("/szukaj/?q=brzdękolidło")
    page.goto("/sieci/")
    page.wait_for_timeout(1000)

    assert _in_vain(page) == before + 1


def test_another_order_of_the_same_words_says_nothing(signed_in: NewPage) -> None:
    page = signed_in("moderator")
    sent = sent_from(page)
    page.goto(WORDS)

    page.locator(".results__sort").nth(1).click()
    page.wait_for_url("**sort=**")

    assert sent == []


def test_without_scripts_nothing_is_sent_and_hits_open(signed_in: NewPage) -> None:
    page = signed_in("moderator", javascript=False)
    sent = sent_from(page)
    page.goto(WORDS)
    page.locator(".hit__title a").first.click()
    page.wait_for_load_state()

    assert sent == []
    assert page.locator("h1").count() == 1


def _field(body: str, name: str) -> str:
    return body.split(f'name="{name}"')[1].split("\r\n")[2]


def _in_vain(page: Page) -> int:
    """Add up, over the weeks of the report, the searches that found nothing."""
    page.goto("/szukaj/jakosc/")
    cells = page.locator("[aria-labelledby=tygodnie] tbody td:last-child")
    return sum(int(text.split()[0]) for text in cells.all_inner_texts())
