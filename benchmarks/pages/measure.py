"""What each page costs next to an empty page with the same frame, in one run.

`GBW_DATA=/some/scratch python -m benchmarks.pages.measure [materials]` – 20,000 by default.
"""

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
from bank.models import Material
from benchmarks.pages.gmina import TEACHER, fill
from network.models import Topic

PORT = int(os.environ.get("PORT", "8219"))
WARM, ROUNDS = 5, 40
TICKS = os.sysconf("SC_CLK_TCK")
REFERENCE = "/wzorzec/"


@dataclass(frozen=True)
class Cost:
    """Milliseconds: seen from outside, and of the server's processor."""

    p50: float
    p95: float
    cpu: float


class Server:
    """The web process under measurement."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-m", "gunicorn", "config.wsgi"),
                *("--bind", f"127.0.0.1:{PORT}", "--log-level", "error"),
            ]
        )
        self._connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
        for _ in range(100):
            try:
                self.get("/pomoc/", "")
                break
            except OSError:
                self._connection.close()
                time.sleep(0.2)

    def get(self, address: str, cookie: str) -> int:
        self._connection.request(
            "GET", address, headers={"Cookie": cookie} if cookie else {}
        )
        response = self._connection.getresponse()
        response.read()
        return response.status

    def cost(self, address: str, cookie: str) -> Cost:
        for _ in range(WARM):
            status = self.get(address, cookie)
            if status != 200:  # noqa: PLR2004
                sys.exit(f"{address} answers {status}")
        before, times = self._cpu(), []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            self.get(address, cookie)
            times.append((time.perf_counter() - started) * 1000)
        times.sort()
        cpu = (self._cpu() - before) * 1000 / ROUNDS
        return Cost(times[ROUNDS // 2], times[ROUNDS * 95 // 100], cpu)

    def memory(self) -> float:
        """Megabytes of the process that answers."""
        found = [
            int(line.split()[1]) / 1024
            for pid in self._pids()
            for line in Path(f"/proc/{pid}/status").read_text().splitlines()
            if line.startswith("VmRSS")
        ]
        return max(found)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)

    def _pids(self) -> list[int]:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [self._process.pid, *map(int, children.read_text().split())]

    def _cpu(self) -> float:
        ticks = 0
        for pid in self._pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS


def signed_in(email: str) -> str:
    """Give the cookie of a session of that person."""
    user = User.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backends.RoleBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}"


def pages() -> dict[str, list[str]]:
    """Addresses for a guest, and for somebody signed in."""
    public = Material.objects.published().filter(visibility="public").latest("pk")
    teacher = User.objects.get(email=TEACHER)
    topics = Topic.objects.visible_to(teacher).select_related("network")
    topic = topics.order_by("-last_position")[0]
    both = [
        "/",
        "/bank/",
        "/bank/?strona=400",
        "/szukaj/?q=polski",
        "/szukaj/?q=jak+uczy%C4%87+dzieci+polskiego",
        "/szukaj/podpowiedzi/?q=pol",
        public.get_absolute_url(),
        "/aktualnosci/",
        "/placowki/",
    ]
    own = [
        "/bank/moje/",
        "/sieci/",
        topic.network.get_absolute_url(),
        f"{topic.network.get_absolute_url()}osoby/",
        topic.get_absolute_url(),
        topic.url_at(topic.last_position),
        "/powiadomienia/",
    ]
    return {"guest": [*both, "/sitemap.xml"], "signed in": [*both, *own]}


def main() -> None:
    fill(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
    server = Server()
    try:
        load = os.getloadavg()[0]
        print(f"load {load:.1f}; ms p50, p95, CPU; times the reference's CPU")
        for who, addresses in pages().items():
            cookie = signed_in(TEACHER) if who == "signed in" else ""
            reference = server.cost(REFERENCE, cookie)
            for address in [REFERENCE, *addresses]:
                cost = server.cost(address, cookie)
                print(
                    f"{who:10}{address[:44]:46}{cost.p50:8.1f}{cost.p95:8.1f}"
                    f"{cost.cpu:8.1f}{cost.cpu / reference.cpu:7.1f} ×"
                )
        print(f"web process: {server.memory():.0f} MB; load {os.getloadavg()[0]:.1f}")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
