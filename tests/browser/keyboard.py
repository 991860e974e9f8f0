"""A person who has no mouse."""

from playwright.sync_api import Page

MOST_TABS = 250


class Lost(AssertionError):
    """Nothing that matches was reached by the Tab key."""


_FOCUSED = """([selector, text]) => {
    const focused = document.activeElement;
    return focused?.matches(selector) && focused.textContent.includes(text);
}"""


def reach(page: Page, selector: str, text: str = "") -> None:
    """Press Tab until what has the focus matches `selector` and reads `text`.

    Raises `Lost`.
    """
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(_FOCUSED, [selector, text]):
            return
    raise Lost(f"{page.url}: {selector} {text}")


def write(page: Page, selector: str, text: str) -> None:
    """Reach a field and put `text` in place of what it holds."""
    reach(page, selector)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def choose(page: Page, selector: str, option: str) -> None:
    """Reach a list and type the beginning of an option's name."""
    reach(page, selector)
    page.keyboard.type(option)


def tick(page: Page, selector: str) -> None:
    reach(page, selector)
    page.keyboard.press("Space")


def follow(page: Page, selector: str, text: str = "") -> None:
    """Reach a link or a button and press Enter; wait for the page it leads to."""
    reach(page, selector, text)
    with page.expect_navigation():
        page.keyboard.press("Enter")
