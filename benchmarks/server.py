"""A web process to be measured from outside."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts.models import User
from benchmarks.site.middleware import COST

PORT = int(os.environ.get("PORT", "8219"))
REFERENCE = "/wzorzec/"
_TICKS = os.sysconf("SC_CLK_TCK")
_OK = 200
_KEPT_ALIVE = 1  # the server hangs up after two seconds of silence


@dataclass(frozen=True)
class Answer:
    """`seconds` as the asker waited, `cpu` seconds of the thread that answered."""

    status: int
    body: bytes
    seconds: float
    cpu: float


class Asker:
    """One browser: a connection of its own, that waits for each answer."""

    def __init__(self, port: int = PORT) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._used = 0.0

    def get(self, address: str, cookie: str = "") -> Answer:
        if time.monotonic() - self._used > _KEPT_ALIVE:
            self._connection.close()
        self._used = started = time.monotonic()
        self._connection.request(
            "GET", address, headers={"Cookie": cookie} if cookie else {}
        )
        response = self._connection.getresponse()
        body = response.read()
        seconds = time.monotonic() - started
        cpu = int(response.headers.get(COST) or 0) / 1e6
        return Answer(response.status, body, seconds, cpu)

    def expect(self, address: str, cookie: str = "") -> Answer:
        answer = self.get(address, cookie)
        if answer.status != _OK:
            sys.exit(f"{address} answers {answer.status}")
        return answer

    def close(self) -> None:
        self._connection.close()


class Server(Asker):
    """The site under gunicorn, as in production: one process with threads."""

    def __init__(self, port: int = PORT) -> None:
        super().__init__(port)
        self._process = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-m", "gunicorn", "config.wsgi"),
                *("--bind", f"127.0.0.1:{port}", "--log-level", "error"),
            ]
        )
        for _ in range(100):
            try:
                self.get("/pomoc/")
                break
            except OSError:
                self.close()
                time.sleep(0.2)

    def cpu(self) -> float:
        """Seconds of processor time since the start, of all its threads."""
        ticks = 0
        for pid in self._pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / _TICKS

    def memory(self) -> float:
        """Megabytes of the process that answers."""
        return max(memory_of(pid) for pid in self._pids())

    def own_memory(self) -> float:
        """The same without what belongs to files, as the index does."""
        return max(memory_of(pid, "RssAnon") for pid in self._pids())

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)

    def _pids(self) -> list[int]:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [self._process.pid, *map(int, children.read_text().split())]


def memory_of(pid: int | str, kind: str = "VmRSS") -> float:
    """Megabytes of one process now."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(each.split()[1]) / 1024 for each in lines if kind in each)


def signed_in(email: str) -> str:
    """Give the cookie of a session of that person."""
    user = User.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backends.RoleBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}"
