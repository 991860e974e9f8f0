"""A real web process on a database of its own, killed and started again by a test."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.browser.conftest import ROOT, free_port, wait_until_answering

_CSRF = "k" * 32
_PATIENCE_SECONDS = 90.0


@dataclass
class WebSite:
    """Where it answers, and what the browser of its only member knows."""

    data: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    session: str = ""
    topic: str = ""
    reply: str = ""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.data / "gbw.sqlite3"

    def prepare(self) -> None:
        """Make the database, and somebody signed in with a topic to answer."""
        self._run("manage.py", "migrate", "--verbosity=0")
        known = json.loads(self._run("-m", "tests.faults.people"))
        self.session, self.topic = known["session"], known["topic"]
        self.reply = known["reply"]

    def start(self) -> None:
        address = f"127.0.0.1:{self.port}"
        with (self.data / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", address],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until_answering(f"{self.origin}/stan/", self.process, self.data / "log")

    def kill(self) -> None:
        """End every process of the site at once, as a power cut would."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def read(self) -> int:
        """Open the topic; gives the status of the answer."""
        return self._ask("GET", self.topic)

    def answer(self, text: str) -> None:
        """Send one reply as often as it takes to hear that it is there.

        Every try is the same form, as when a person presses the button again.
        """
        form = urlencode({"text": text, "token": str(uuid.uuid4())})
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                status = self._ask("POST", self.reply, form)
            except (OSError, http.client.HTTPException):  # nobody there, or cut off
                time.sleep(0.05)
            else:
                assert status == 302, f"the reply was refused with {status}"
                return
        raise AssertionError("the site never came back")

    def _ask(self, method: str, path: str, body: str | None = None) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with closing(connection):
            connection.request(method, path, body, self._headers)
            return connection.getresponse().status

    @property
    def _headers(self) -> dict[str, str]:
        cookies = f"sessionid={self.session}; csrftoken={_CSRF}"
        kind = "application/x-www-form-urlencoded"
        return {"Cookie": cookies, "X-CSRFToken": _CSRF, "Content-Type": kind}

    @property
    def _environment(self) -> dict[str, str]:
        return {
            **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DEMO": "false",
            "GBW_DATA": str(self.data),
            "PORT": str(self.port),
            "SITE_ORIGIN": self.origin,
        }

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout
