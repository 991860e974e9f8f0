"""A teacher who has a Word file sends it to review: one choice, one look, one tick."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.keyboard import choose, follow, tick
from tests.browser.test_journey import WAYS, assert_accessible
from tests.factories.scenarios.docx_tables import facts_and_flow_in_tables
from tests.factories.scenarios.lessons import FRACTIONS

pytestmark = pytest.mark.browser

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_a_word_file_is_sent_to_review_without_typing(
    signed_in: NewPage, width: int, javascript: bool
) -> None:
    lesson = replace(FRACTIONS, title=f"Ułamki na talerzu {width} {javascript}")
    page = signed_in("nauczyciel", width=width, javascript=javascript)
    page.goto("/bank/moje/")
    follow(page, "a[href='/bank/nowy/z-pliku/']")
    assert_accessible(page, javascript)

    # What the system's own window does when a person chooses a file.
    page.set_input_files(
        "#id_file",
        {
            "name": "ułamki.docx",
            "mimeType": WORD,
            "buffer": facts_and_flow_in_tables(lesson),
        },
    )
    follow(page, "button", "Zacznij od tego pliku")

    expect(page.locator("#id_title")).to_have_value(lesson.title)
    expect(page.locator("#id_steps-1-minutes")).to_have_value("25")
    expect(page.get_by_text("Rozpoznaliśmy w pliku").first).to_be_visible()
    expect(page.locator("[data-missing]")).to_contain_text("Niczego nie brakuje")
    assert_accessible(page, javascript)

    choose(page, "[name$='-to']", "Pomoce")
    follow(page, "button[formaction$='/reszta/']", "Przenieś")
    expect(page.locator("[name=resources]")).to_have_value(
        f"{lesson.aids}\nBibliografia\n{lesson.source}"
    )

    tick(page, "[name=rights_confirmed]")
    follow(page, "button[formaction$='/zgloszenie/']")
    row = page.locator("li, article").filter(has_text=lesson.title).first
    expect(row).to_contain_text("U moderatora")
