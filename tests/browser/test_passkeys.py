"""A passkey of a real browser: made, used in both ways, removed.

Chromium's virtual authenticator stands for the finger. Browsers tie passkeys to a
name, so the demonstration is opened at localhost here.
"""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORD

pytestmark = pytest.mark.browser
WHO = "nauczyciel@demo.example"

OpenPage = Callable[..., Page]


@pytest.fixture
def at_localhost(chromium: Browser, site: str) -> Iterator[OpenPage]:
    """Open pages at the name that passkeys of the demonstration are made for."""
    contexts = []

    def open_page(*, width: int = 1280, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=f"http://localhost:{urlsplit(site).port}",
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale="pl-PL",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def _give_a_finger(page: Page) -> None:
    """Let the browser's device say yes to whatever it is asked."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def _type_the_password(page: Page) -> None:
    page.goto("/konto/login/")
    page.locator("input[name=login]").fill(WHO)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/konto/login" not in address)


def _sign_out(page: Page) -> None:
    page.goto("/konto/logout/")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda address: "/konto/logout" not in address)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_passkey_is_made_used_and_removed(at_localhost: OpenPage, width: int) -> None:
    page = at_localhost(width=width)
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    _give_a_finger(page)
    _type_the_password(page)

    _make_one(page)
    _sign_out(page)
    _sign_in_without_a_password(page)
    _sign_out(page)
    _sign_in_with_two_steps(page)
    _remove_it(page)

    assert [text for text in refused if "Content Security" in text] == []


def _make_one(page: Page) -> None:
    page.goto("/konto/2fa/webauthn/add/")
    page.get_by_label("Nazwa klucza dostępu").fill("Telefon z testu")
    page.get_by_role("button", name="Dodaj klucz dostępu").click()
    expect(page.get_by_role("heading", name="Kody zapasowe")).to_be_visible()
    page.goto("/konto/2fa/webauthn/")
    expect(page.get_by_text("Telefon z testu").first).to_be_visible()
    expect(page.get_by_text("Zastępuje też hasło.")).to_be_visible()


def _sign_in_without_a_password(page: Page) -> None:
    page.goto("/konto/login/")
    page.get_by_role("button", name="Zaloguj się kluczem dostępu").click()
    page.wait_for_url(lambda address: "/konto/login" not in address)
    page.goto("/konto/")
    expect(page.locator("main dd", has_text=WHO)).to_be_visible()


def _sign_in_with_two_steps(page: Page) -> None:
    _type_the_password(page)
    assert "/konto/2fa/authenticate/" in page.url
    page.get_by_role("button", name="Użyj klucza dostępu").click()
    page.wait_for_url(lambda address: "/authenticate/" not in address)
    page.goto("/konto/")
    expect(page.locator("main dd", has_text=WHO)).to_be_visible()


def _remove_it(page: Page) -> None:
    page.goto("/konto/2fa/webauthn/")
    page.get_by_role("link", name="Usuń Telefon z testu").click()
    page.get_by_role("button", name="Usuń klucz dostępu").click()
    expect(page.get_by_text("Nie masz jeszcze klucza dostępu")).to_be_visible()


def test_a_ceremony_broken_off_is_told_and_can_be_begun_again(
    at_localhost: OpenPage,
) -> None:
    page = at_localhost()
    page.add_init_script(
        "navigator.credentials.get = () =>"
        " Promise.reject(new DOMException('', 'NotAllowedError'));"
    )
    page.goto("/konto/login/")

    page.get_by_role("button", name="Zaloguj się kluczem dostępu").click()

    expect(page.get_by_text("Przerwano albo trwało to zbyt długo")).to_be_visible()
    expect(
        page.get_by_role("button", name="Zaloguj się kluczem dostępu")
    ).to_be_enabled()


def test_without_scripts_no_button_promises_what_it_cannot_do(
    at_localhost: OpenPage,
) -> None:
    page = at_localhost(javascript=False)
    page.goto("/konto/login/")

    expect(page.get_by_text("Klucze dostępu wymagają JavaScriptu")).to_be_visible()
    expect(
        page.get_by_role("button", name="Zaloguj się kluczem dostępu")
    ).to_have_count(0)
