"""From an empty database to a gmina at work, by five roles, on the screens alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NewPage, pages_of
from tests.browser.empty_site import EmptySite, empty_site
from tests.factories.accounts import code_for

pytestmark = pytest.mark.browser

PASSWORD = "sowa czyta po nocy"
OWNER = "adam@gmina.example"
HEAD = "dorota@szkola.example"
MODERATOR = "renata@szkola.example"
TEACHERS = [f"nauczyciel{number}@szkola.example" for number in range(1, 11)]
INSTITUTIONS = """RSPO;Nazwa;Skrót;Typ;Miejscowość;TERC
12345;Szkoła Podstawowa w Buku;SP Buk;Szkoła podstawowa;Buk;0204011
12346;Przedszkole w Buku;P Buk;Przedszkole;Buk;0204011"""
LESSONS = ["Ważenie powietrza balonem", "Mapa zapachów łąki", "Zegar z patyka"]


@dataclass
class Gmina:
    """The site, and everybody who has come in so far, each in a browser of their own."""

    site: EmptySite
    open_page: NewPage
    pages: dict[str, Page] = field(default_factory=dict)

    def page_of(self, address: str) -> Page:
        return self.pages.setdefault(address, self.open_page())


@pytest.fixture
def gmina(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gmina]:
    with (
        empty_site(tmp_path_factory.mktemp("empty")) as site,
        pages_of(chromium, site.origin) as open_page,
    ):
        yield Gmina(site, open_page)


def test_an_empty_database_becomes_a_gmina_at_work(gmina: Gmina) -> None:
    _a_guest_sees_a_decent_page(gmina)
    _the_owner_comes_in(gmina)
    _the_owner_sets_the_site_up(gmina)
    _those_invited_come_in(gmina)
    _the_head_brings_ten_teachers_in(gmina)
    for teacher, title in zip(TEACHERS, LESSONS, strict=False):
        _submit(gmina.page_of(teacher), title)
    for title in LESSONS:
        _publish(gmina.page_of(MODERATOR), title)
    _a_network_talks(gmina)

    for teacher in TEACHERS:
        page = gmina.page_of(teacher)
        page.goto("/bank/")
        for title in LESSONS:
            expect(page.get_by_role("link", name=title)).to_be_visible()


def _a_guest_sees_a_decent_page(gmina: Gmina) -> None:
    page = gmina.open_page()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Zaloguj się").first).to_be_visible()


def _the_owner_comes_in(gmina: Gmina) -> None:
    said = gmina.site.command(
        "createowner", f"--email={OWNER}", "--first-name=Adam", "--last-name=Lis"
    )
    page = gmina.page_of(OWNER)
    page.goto(said.split()[-1])
    page.locator("input[name=password1]").fill(PASSWORD)
    page.locator("input[name=password2]").fill(PASSWORD)
    page.locator("input[name=password2]").press("Enter")
    page.goto("/konto/login/")
    page.locator("input[name=login]").fill(OWNER)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    _set_up_second_factor(page)


def _set_up_second_factor(page: Page) -> None:
    """Do what the page asks: type the key into an app, and back what it shows."""
    secret = page.locator(".account__key").inner_text()
    page.locator("input[name=code]").fill(code_for(secret))
    page.locator("input[name=code]").press("Enter")
    expect(page.locator(".account__key")).to_have_count(0)


def _the_owner_sets_the_site_up(gmina: Gmina) -> None:
    page = gmina.page_of(OWNER)
    page.goto("/")
    page.get_by_role("link", name="Otwórz listę wdrożenia").click()

    _open_step(page, "Gmina")
    page.get_by_label("Nazwa gminy").fill("Gmina Buk")
    page.get_by_label("Kod TERC").fill("0204011")
    _press(page, "Zapisz")
    expect(page.locator(".header__gmina")).to_have_text("Gmina Buk")

    _open_step(page, "Szkoły i przedszkola")
    page.get_by_label("wklejone").fill(INSTITUTIONS)
    _press(page, "Sprawdź tabelę")
    _press(page, "Wczytaj wiersze")

    page.goto("/wdrozenie/")
    _open_step(page, "Poczta wychodząca")
    _press(page, "Wyślij wiadomość próbną")
    reader = gmina.open_page()
    reader.goto(gmina.site.link_mailed_to(OWNER, "/wdrozenie/poczta/dotarla/"))
    _press(reader, "Potwierdź, że wiadomość dotarła")

    page.goto("/wdrozenie/")
    _open_step(page, "Pierwsi moderatorzy i dyrektorzy")
    _appoint(page, HEAD, "Dorota", "Dyrekcja placówki")
    _appoint(page, MODERATOR, "Renata", "Moderacja banku")
    page.goto("/wdrozenie/")
    expect(page.locator("#setup-progress")).to_contain_text("Gotowe: 3 z 9")


def _open_step(page: Page, name: str) -> None:
    page.locator(".setup__link", has_text=name).first.click()


def _press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def _appoint(page: Page, address: str, first_name: str, role: str) -> None:
    page.locator("#id_email").fill(address)
    page.locator("#id_first_name").fill(first_name)
    page.locator("#id_last_name").fill("Buczek")
    page.get_by_label(re.compile(role, re.IGNORECASE)).check()
    page.locator("#id_institution").select_option(label="Szkoła Podstawowa w Buku")
    _press(page, "Zaproś albo nadaj rolę")
    expect(page.get_by_role("row").filter(has_text=address)).to_be_visible()


def _those_invited_come_in(gmina: Gmina) -> None:
    for address in (HEAD, MODERATOR):
        _accept(gmina, address)
    _set_up_second_factor(gmina.page_of(MODERATOR))


def _accept(gmina: Gmina, address: str) -> None:
    page = gmina.page_of(address)
    page.goto(gmina.site.link_mailed_to(address, "/zaproszenie/"))
    page.locator("input[name=password1]").fill(PASSWORD)
    page.locator("input[name=password2]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("input[name=password2]").press("Enter")


def _the_head_brings_ten_teachers_in(gmina: Gmina) -> None:
    page = gmina.page_of(HEAD)
    page.goto("/placowki/sp-buk/osoby/dodaj/")
    page.locator("#id_text").fill(
        "\n".join(f"Nina Kos{'abcdefghij'[n]} <{a}>" for n, a in enumerate(TEACHERS))
    )
    _press(page, "Zobacz, co rozpoznaliśmy")
    _press(page, "Zaproś 10 osób")

    for teacher in TEACHERS:
        _accept(gmina, teacher)
        expect(gmina.page_of(teacher).get_by_role("heading", level=1)).to_be_visible()


def _submit(page: Page, title: str) -> None:
    page.goto("/bank/nowy/")
    with page.expect_navigation():
        page.locator("button[value=scenario]").click()
    page.locator("#id_title").fill(title)
    page.locator("#id_subject").select_option(label="fizyka")
    page.locator("[name=class_years][type=checkbox]").last.check()
    page.locator("#id_duration_minutes").fill("45")
    page.locator("#id_summary").fill("Uczniowie mierzą to, czego nie widać.")
    page.locator("#id_steps-0-title").fill("Pomiar w parach")
    page.locator("#id_steps-0-minutes").fill("45")
    page.locator("[name=rights_confirmed]").check()
    with page.expect_navigation():
        page.locator("button[formaction$='/zgloszenie/']").first.click()
    page.goto("/bank/moje/")
    expect(page.get_by_role("main")).to_contain_text("U moderatora")


def _publish(page: Page, title: str) -> None:
    page.goto("/recenzje/")
    page.get_by_role("link", name=title).first.click()
    _press(page, "Weź do recenzji")
    _press(page, "Opublikuj")


def _a_network_talks(gmina: Gmina) -> None:
    owner = gmina.page_of(OWNER)
    coordinator, member = (gmina.page_of(address) for address in TEACHERS[:2])
    owner.goto("/sieci/nowa/")
    owner.locator("#id_name").fill("Fizyka z niczego")
    owner.locator("#id_purpose").fill("Doświadczenia bez pracowni.")
    owner.locator("#id_coordinator").fill(TEACHERS[0])
    _press(owner, "Utwórz")

    coordinator.goto("/sieci/")
    coordinator.get_by_role("link", name="Fizyka z niczego").first.click()
    network = coordinator.url
    coordinator.goto(f"{network}osoby/?szukaj=Kosb")
    _press(coordinator, "Zaproś")

    member.goto(network)
    _press(member, "Przyjmij")
    coordinator.goto(network)
    coordinator.locator("a[href$='/watki/nowy/']").first.click()
    coordinator.locator("#id_title").fill("Czym zważyć powietrze?")
    coordinator.locator("#id_text").fill("Balony odpadają, mamy alergię w klasie.")
    _press(coordinator, "Zacznij wątek")
    member.goto(coordinator.url)
    member.locator("textarea[name=text]").fill("Piłką: najpierw flak, potem pełna.")
    _press(member, "Odpowiedz")

    coordinator.reload()
    expect(coordinator.get_by_role("main")).to_contain_text("najpierw flak")
