"""Every kind of page, as every role: no axe finding, valid HTML, no sideways scroll."""

import json
import os
import shutil
import subprocess
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.browser.conftest import NewPage, sign_in

pytestmark = pytest.mark.browser

ROLES = [
    "nauczyciel",
    "moderator",
    "koordynator",
    "dyrektor",
    "mzo",
    "redaktor",
    "admin",
]
MOST_PAGES = 90
# Answers that are not pages, or end the session we crawl with.
LEAVE_OUT = ("/pliki/", "/konto/logout", "/cms/", "/sitemap", "/static/")
FEEDS_AND_TABLES = ("/kanal/", ".csv", ".xlsx")


def crawl(page: Page, start: str = "/") -> Iterator[tuple[str, str]]:
    """Follow links from `start`; give one address of every route, and its HTML."""
    seen_routes: set[str] = set()
    queue, queued = deque([start]), {start}
    while queue and len(seen_routes) < MOST_PAGES:
        address = queue.popleft()
        route = _route(address)
        if route is None or route in seen_routes:
            continue
        seen_routes.add(route)
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"
        yield address, answer.text()
        for link in page.locator("a[href]").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        ):
            path = urlsplit(urljoin(address, link))
            if not path.netloc and path.path not in queued:
                queued.add(path.path)
                queue.append(path.path + (f"?{path.query}" if path.query else ""))


def _route(address: str) -> str | None:
    path = urlsplit(address).path
    if path.startswith(LEAVE_OUT) or path.endswith(FEEDS_AND_TABLES):
        return None
    try:
        return resolve(path).route
    except Resolver404:
        return None


@pytest.mark.parametrize("role", ["guest", *ROLES])
def test_pages_are_accessible_valid_and_fit(
    role: str, new_page: NewPage, html_checker: Path, tmp_path: Path
) -> None:
    page = new_page(width=1280)
    narrow = new_page(width=320, dark=True)
    if role != "guest":
        sign_in(page, role)
        sign_in(narrow, role)
    found: list[str] = []

    for number, (address, html) in enumerate(crawl(page)):
        (tmp_path / f"{number:03}.html").write_text(html, encoding="utf-8")
        found += _axe_findings(page, address)
        narrow.goto(address)
        found += _axe_findings(narrow, f"{address} (320 px, dark)")
        found += _overflow(narrow, address)

    assert found == []
    assert _html_errors(html_checker, tmp_path) == []


def _axe_findings(page: Page, address: str) -> list[str]:
    results = Axe().run(page)
    return [
        f"{address}: {violation['id']}: {node['html'][:160]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def _overflow(page: Page, address: str) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{address}: {width} px wide on a 320 px screen"] if width > 320 else []


@pytest.fixture(scope="session")
def html_checker() -> Path:
    jar = os.environ.get("VNU_JAR", "")
    if not (jar and Path(jar).exists() and shutil.which("java")):
        pytest.skip("The Nu HTML checker is not installed (VNU_JAR)")
    return Path(jar)


def _html_errors(checker: Path, folder: Path) -> list[str]:
    checked = subprocess.run(
        ["java", "-jar", checker, "--format", "json", "--exit-zero-always", folder],
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        f"{Path(message['url']).name}: {message['message']}: {message.get('extract', '')}"
        for message in json.loads(checked.stderr)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
