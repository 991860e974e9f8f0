"""Declarations keep the structure the law sets, and tell the truth."""

import re

import pytest
from django.conf import settings
from django.test import Client, override_settings

from accounts.models import User
from accounts.roles import Role
from home.models import AccessibilityStatement, DataController
from tests.factories.accounts import PASSWORD, make_user

IDS = [
    "a11y-wstep",
    "a11y-podmiot",
    "a11y-zakres",
    "a11y-url",
    "a11y-data-publikacja",
    "a11y-data-aktualizacja",
    "a11y-status",
    "a11y-data-sporzadzenie",
    "a11y-data-przeglad",
    "a11y-kontakt",
    "a11y-osoba",
    "a11y-email",
    "a11y-telefon",
    "a11y-procedura",
    "a11y-aplikacje",
    "a11y-architektura",
    "a11y-komunikacja",
]
VALUES = {
    "body_name": "Gmina Brzezina",
    "published_on": "2026-09-01",
    "updated_on": "2026-11-20",
    "conformity": "partial",
    "prepared_on": "2026-11-20",
    "reviewed_on": "2027-03-30",
    "basis": "self",
    "contact_name": "Wydział Oświaty",
    "contact_email": "oswiata@brzezina.example",
    "contact_phone": "33 000 00 00",
    "architecture": "Wejście bez progów.",
    "communication": "Tłumacz języka migowego online.",
}


@override_settings(DEMO=True)
def test_statement_has_every_id_once_with_values_of_the_office(
    client: Client, db: None
) -> None:
    client.force_login(make_user("urzad", Role.OFFICE))
    client.post("/deklaracja-dostepnosci/zmiana/", VALUES)
    client.logout()

    page = client.get("/deklaracja-dostepnosci/").content.decode()

    assert [page.count(f'id="{name}"') for name in IDS] == [1] * len(IDS)
    assert "<h1>Deklaracja dostępności</h1>" in page
    assert 'datetime="2026-09-01">1 września 2026 r.</time>' in page
    assert "<strong>częściowo zgodna</strong>" in page
    assert 'href="tel:330000000"' in page


def test_statement_without_values_claims_nothing(client: Client, db: None) -> None:
    page = client.get("/deklaracja-dostepnosci/").content.decode()

    assert "częściowo zgodna" in page
    assert "w pełni zgodna" not in page
    assert "jeszcze nie podano" in page


@override_settings(DEMO=True)
@pytest.mark.parametrize("role", list(Role))
def test_only_office_and_administrator_declare(
    client: Client, db: None, role: Role
) -> None:
    client.force_login(make_user("osoba", role))

    statuses = {
        client.post("/deklaracja-dostepnosci/zmiana/", VALUES).status_code,
        client.get("/prywatnosc/zmiana/").status_code,
    }

    may = role in {Role.OFFICE, Role.ADMINISTRATOR}
    assert statuses == ({302, 200} if may else {403})
    assert AccessibilityStatement.objects.exists() is may


@override_settings(DEMO=True)
def test_refused_statement_keeps_what_was_typed(client: Client, db: None) -> None:
    client.force_login(make_user("urzad", Role.OFFICE))

    page = client.post(
        "/deklaracja-dostepnosci/zmiana/",
        VALUES | {"published_on": "dawno", "report_url": "javascript:alert(1)"},
    ).content.decode()

    assert "Wejście bez progów." in page
    assert not AccessibilityStatement.objects.exists()


def test_privacy_page_names_the_controller(client: Client, db: None) -> None:
    DataController.objects.create(
        pk=1, name="Burmistrz Brzeziny", officer_email="iod@x.pl"
    )

    assert "Burmistrz Brzeziny" in client.get("/prywatnosc/").content.decode()


def test_privacy_page_names_every_cookie_we_set(client: Client, maria: User) -> None:
    told = set(
        re.findall(r"<code>(.+?)</code>", client.get("/prywatnosc/").content.decode())
    )
    client.get("/konto/login/")
    client.post("/konto/login/", {"login": maria.email, "password": PASSWORD})
    client.get("/")

    assert set(client.cookies) <= told
    assert settings.SESSION_COOKIE_NAME in told


def test_health_says_little_to_everybody(client: Client, maria: User) -> None:
    client.force_login(maria)

    page = client.get("/stan/").content.decode()

    assert "Bank Wiedzy działa" in page
    assert "sqlite" not in page.lower()
    assert "Dysk" not in page


@override_settings(DEMO=True)
def test_health_says_all_to_administrators(client: Client, db: None) -> None:
    client.force_login(make_user("admin", Role.ADMINISTRATOR))

    page = client.get("/stan/").content.decode()

    for part in ("Baza danych", "Dysk", "Indeks wyszukiwarki", "Zadania w tle"):
        assert part in page


def test_broken_database_answers_503(
    client: Client, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setattr("home.views.health.is_up", lambda: False)

    assert client.get("/stan/").status_code == 503


def test_robots_point_to_the_sitemap(client: Client, db: None) -> None:
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/", "/aktualnosci/", "/placowki/", "/prywatnosc/", "/pomoc/", "/stan/", "/brak/"],
)
def test_every_page_carries_the_headers(client: Client, db: None, address: str) -> None:
    headers = client.get(address).headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe" not in headers["Content-Security-Policy"]
