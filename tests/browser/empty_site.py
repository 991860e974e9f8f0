"""A real site with an empty database: migrated, served, and nothing more."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.browser.conftest import ROOT, free_port, wait_until_answering

_BETWEEN_MAILS = b"-" * 79 + b"\n"


@dataclass(frozen=True)
class EmptySite:
    """Where the site answers, what its processes know, and where its mail falls."""

    origin: str
    environment: dict[str, str]
    data: Path

    def command(self, *words: str) -> str:
        """Run a command of the site as its operator would; gives what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def link_mailed_to(self, address: str, path: str, *, patience: float = 30) -> str:
        """Wait for a message to `address` with a link under `path`; give the link."""
        wanted = re.compile(re.escape(self.origin + path) + r"\S+")
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            for message in self._mails():
                body = message.get_body(("plain",))
                found = wanted.search(str(body.get_content())) if body else None
                if found and address in str(message["To"]):
                    return found[0]
            time.sleep(0.3)
        raise AssertionError(f"No message to {address} with {path}")

    def _mails(self) -> Iterator[EmailMessage]:
        """Read everything sent so far; mails of one second may share a file."""
        for file in (self.data / "mail").glob("*"):
            for raw in file.read_bytes().split(_BETWEEN_MAILS):
                yield message_from_bytes(raw, policy=policy.default)


@contextmanager
def empty_site(data: Path) -> Iterator[EmptySite]:
    """Migrate a database of its own, then run web and worker until the end."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    environment = {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DEMO": "false",
        "GBW_DATA": str(data),
        "PORT": str(port),
        "SITE_ORIGIN": origin,
    }
    site = EmptySite(origin, environment, data)
    site.command("migrate", "--verbosity", "0")
    with (data / "log").open("wb") as log:
        web, worker = (
            subprocess.Popen(
                [sys.executable, *words],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            for words in (
                ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"],
                ["manage.py", "worker"],
            )
        )
        try:
            wait_until_answering(f"{origin}/", web, data / "log")
            yield site
        finally:
            for process in (web, worker):
                process.send_signal(signal.SIGTERM)
            for process in (web, worker):
                process.wait(timeout=60)
