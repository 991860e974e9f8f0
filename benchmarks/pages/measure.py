"""What each page costs next to an empty page with the same frame, in one run.

`GBW_DATA=/some/scratch python -m benchmarks.pages.measure [materials]` – 20,000 by default.
"""

import os
import sys
from dataclasses import dataclass

from accounts.models import User
from bank.models import Material
from benchmarks.pages.gmina import TEACHER, fill
from benchmarks.server import REFERENCE, Server, signed_in
from network.models import Topic

WARM, ROUNDS = 5, 40


@dataclass(frozen=True)
class Cost:
    """Milliseconds: seen from outside, and of the server's processor."""

    p50: float
    p95: float
    cpu: float


def cost(server: Server, address: str, cookie: str) -> Cost:
    for _ in range(WARM):
        server.expect(address, cookie)
    before = server.cpu()
    times = [server.get(address, cookie).seconds * 1000 for _ in range(ROUNDS)]
    times.sort()
    cpu = (server.cpu() - before) * 1000 / ROUNDS
    return Cost(times[ROUNDS // 2], times[ROUNDS * 95 // 100], cpu)


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
            reference = cost(server, REFERENCE, cookie)
            for address in [REFERENCE, *addresses]:
                found = cost(server, address, cookie)
                print(
                    f"{who:10}{address[:44]:46}{found.p50:8.1f}{found.p95:8.1f}"
                    f"{found.cpu:8.1f}{found.cpu / reference.cpu:7.1f} ×"
                )
        print(f"web process: {server.memory():.0f} MB; load {os.getloadavg()[0]:.1f}")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
