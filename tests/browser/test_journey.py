"""The story the system exists for, walked by three people without a mouse."""

import time
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.keyboard import choose, follow, reach, tick, write

pytestmark = pytest.mark.browser

WAYS = [
    pytest.param(1280, True, id="wide"),
    pytest.param(1280, False, id="wide-no-javascript"),
    pytest.param(390, True, id="phone"),
    pytest.param(390, False, id="phone-no-javascript"),
]
NETWORK = "liczy-sie-pomysl-matematyka-i-przyroda"


def assert_accessible(page: Page, javascript: bool) -> None:
    """Let axe look; it is a script itself, so only where scripts run."""
    if not javascript:
        return
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


def soon(page: Page, condition: Callable[[], bool], *, patience: float = 20) -> None:
    """Reload until `condition` holds; background work is done within seconds."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, page.url
        time.sleep(0.3)
        page.reload()


def search_for(page: Page, words: str) -> None:
    page.goto("/")
    write(page, "main input[name=q], .find input[name=q], input[name=q]", words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_a_scenario_is_found_submitted_vetted_and_found_again(
    signed_in: NewPage, width: int, javascript: bool
) -> None:
    title = f"Ważenie powietrza balonem {width} {javascript}"
    teacher = signed_in("nauczyciel", width=width, javascript=javascript)

    _find_and_open_a_scenario(teacher, javascript)
    _submit_a_scenario(teacher, title, javascript)
    moderator = signed_in("moderator", width=width, javascript=javascript)
    _publish(moderator, title, javascript)

    search_for(teacher, f"ważeniu powietrza {width} {javascript}")
    link = teacher.get_by_role("link", name=title, exact=True)
    soon(teacher, lambda: link.count() > 0)
    assert_accessible(teacher, javascript)


def _find_and_open_a_scenario(page: Page, javascript: bool) -> None:
    search_for(page, "dodawanie ulamkow")
    result = page.get_by_role("link", name="Ułamki na pizzy")
    expect(result.first).to_be_visible()
    assert_accessible(page, javascript)
    follow(page, "main h2 a, main h3 a")
    assert_accessible(page, javascript)


def _submit_a_scenario(page: Page, title: str, javascript: bool) -> None:
    page.goto("/bank/moje/")
    follow(page, "a[href='/bank/nowy/']")
    follow(page, "button[value=scenario]")
    assert_accessible(page, javascript)
    write(page, "#id_title", title)
    choose(page, "#id_subject", "fizyka")
    tick(page, "[name=class_years][type=checkbox]")
    write(page, "#id_duration_minutes", "45")
    write(page, "#id_summary", "Uczniowie porównują balon pusty i nadmuchany.")
    write(page, "#id_steps-0-title", "Dwa balony na listwie")
    write(page, "#id_steps-0-minutes", "45")
    tick(page, "[name=rights_confirmed]")
    follow(page, "button[formaction$='/zgloszenie/']")
    page.goto("/bank/moje/")
    row = page.locator("li, article").filter(has_text=title).first
    expect(row).to_contain_text("U moderatora")


def _publish(page: Page, title: str, javascript: bool) -> None:
    page.goto("/recenzje/")
    assert_accessible(page, javascript)
    page.get_by_role("link", name=title).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert_accessible(page, javascript)
    follow(page, "button", "Weź do recenzji")
    follow(page, "button", "Opublikuj")
    expect(page.get_by_role("status").first).to_be_visible()


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_a_question_is_asked_answered_and_the_asker_is_told(
    signed_in: NewPage, width: int, javascript: bool
) -> None:
    title = f"Balony bez lateksu {width} {javascript}"
    asker = signed_in("koordynator", width=width, javascript=javascript)

    address = _ask(asker, title, javascript)
    answerer = signed_in("nauczyciel", width=width, javascript=javascript)
    _answer(answerer, address, javascript)

    asker.goto("/powiadomienia/")
    told = asker.get_by_role("link", name=title)
    soon(asker, lambda: told.count() > 0)
    assert_accessible(asker, javascript)


def test_the_asker_is_told_by_mail_too(signed_in: NewPage, mails: Path) -> None:
    title = "Balony i poczta"
    asker = signed_in("koordynator")
    address = _ask(asker, title, javascript=True)

    _answer(signed_in("nauczyciel"), address, javascript=True)

    # A second mail within a minute is held back for that minute.
    soon(
        asker,
        lambda: any(title in _text(mail) for mail in mails.glob("*")),
        patience=90,
    )


def _ask(page: Page, title: str, javascript: bool) -> str:
    page.goto(f"/sieci/{NETWORK}/")
    follow(page, "a[href$='/watki/nowy/']")
    assert_accessible(page, javascript)
    write(page, "#id_title", title)
    write(page, "#id_text", "Czym zastąpić balon w klasie z alergikami?")
    follow(page, "main button", "Zacznij wątek")
    return page.url


def _answer(page: Page, address: str, javascript: bool) -> None:
    page.goto(address)
    write(page, "#id_text", "Woreczek strunowy i słomka działają.")
    follow(page, "main button", "Odpowiedz w wątku")
    expect(page.locator("main")).to_contain_text("Woreczek strunowy")
    assert_accessible(page, javascript)


def _text(mail: Path) -> str:
    message = message_from_bytes(mail.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    return "" if body is None else str(body.get_content())


def test_the_first_tab_skips_to_the_content(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/")

    reach(page, "a[href='#tresc']")

    expect(page.locator("a[href='#tresc']")).to_be_in_viewport()
