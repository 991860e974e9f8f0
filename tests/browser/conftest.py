"""A real demonstration site – web, worker, database of its own – and real Chromium.

Journeys see the site as people do, over HTTP only, so that what they prove is
what `bin/start` gives.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "demo-bank-wiedzy"
_START_SECONDS = 180
_CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demonstration keeps its database, index, files and mail."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture
def mails(site_data: Path) -> Path:
    """The folder into which the demonstration sends its mail."""
    return site_data / "mail"


@pytest.fixture(scope="session")
def site(site_data: Path) -> Iterator[str]:
    """Start the demonstration on a free port; give its address."""
    data = site_data
    port = free_port()
    environment = {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "GBW_DATA": str(data),
        "PORT": str(port),
        "SITE_ORIGIN": f"http://127.0.0.1:{port}",
    }
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "rundemo"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_answering(f"http://127.0.0.1:{port}/", process, data / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_answering(
    address: str, process: subprocess.Popen[bytes], log: Path
) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310
                return
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"The site did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture
def new_page(chromium: Browser, site: str) -> Iterator[NewPage]:
    with pages_of(chromium, site) as open_page:
        yield open_page


@contextmanager
def pages_of(chromium: Browser, site: str) -> Iterator[NewPage]:
    """Open pages in fresh contexts; at the end, no request may have left the host."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    own = urlsplit(site).netloc

    def note(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != own:
            strangers.append(request.url)

    def open_page(
        *, width: int = 1280, javascript: bool = True, dark: bool = False
    ) -> Page:
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            locale="pl-PL",
        )
        context.set_default_timeout(15_000)
        context.on("request", note)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert strangers == []


@pytest.fixture
def signed_in(new_page: NewPage) -> NewPage:
    """Open a page already signed in as one of the demo people."""

    def open_page(
        name: str, *, width: int = 1280, javascript: bool = True, dark: bool = False
    ) -> Page:
        page = new_page(width=width, javascript=javascript, dark=dark)
        sign_in(page, name)
        return page

    return open_page


def sign_in(page: Page, name: str) -> None:
    page.goto("/konto/login/")
    page.locator("input[name=login]").fill(f"{name}@demo.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/konto/login" not in address)
