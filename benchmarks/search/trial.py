"""Four writers, eight readers, and an indexer that is killed again and again.

`GBW_DATA=/scratch python -m benchmarks.search.trial [seconds] [kills]` – 300 and 50 by
default. Readers ask a real web process for results, narrowed results and suggestions,
and look whether each answer is whole. The worker, whose part the indexer is, gets
SIGKILL at random moments and is started anew; a rebuild goes on beside it all the
while, and every fifth time it is killed instead. At the end the index is compared with
the database. The exit code is 1 when a reader met an error, a torn answer, or the two
differ.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from http.client import HTTPConnection, HTTPException
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import quote

import django

PORT = int(os.environ.get("PORT", "8229"))
WRITERS, READERS = 4, 8
ROOT = Path(__file__).parents[2]
WORDS = ("nowina", "ułamek", "łąka", "spotkanie", "przedszkole", "mapa", "rytm", "sen")
TITLES_ONLY = "szukamy tylko w tytułach"
# So many news of one tab can be withdrawn between the count and the look.
WITHDRAWN_AT_ONCE = 8
_DRAIN_SECONDS = 180


def manage(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, check=check)  # noqa: S603


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Start something in a process group of its own, to be killed as a whole."""
    return subprocess.Popen(  # noqa: S603
        [sys.executable, *arguments],
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def write(number: int, until: float) -> None:
    """Write news, change it and take it back, as fast as the database lets us."""
    django.setup()
    from accounts.models import User  # noqa: PLC0415  # Django must be set up first
    from home.actions.news import (  # noqa: PLC0415
        NewsText,
        revise_news,
        withdraw_news,
        write_news,
    )
    from home.models import NewsAudience  # noqa: PLC0415

    chance = random.Random(number)
    author = User.objects.get(email="moderator@demo.example")
    today = django.utils.timezone.localdate()
    made = 0
    while time.time() < until:
        made += 1
        title = f"{' '.join(chance.sample(WORDS, 3))} {number}-{made}"
        text = NewsText(
            title, "Skrót.", "Treść.", today, NewsAudience.PUBLIC, institution=None
        )
        news = write_news(text, author=author)
        if chance.random() < 0.5:  # noqa: PLR2004
            again = NewsText(
                f"{title} po zmianie",
                "Skrót.",
                "Treść.",
                today,
                NewsAudience.PUBLIC,
                institution=None,
            )
            news = revise_news(news, again, seen_version=news.version)
        if chance.random() < 0.2:  # noqa: PLR2004
            withdraw_news(news)
        time.sleep(0.05)


def ask(connection: HTTPConnection, address: str) -> tuple[int, str]:
    connection.request("GET", address)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def look(page: str, met: Counter[str]) -> None:
    """Count what is wrong with a page: cut off, or rows and counts that differ."""
    met["titles only"] += TITLES_ONLY in page
    met["torn: no end"] += not page.rstrip().endswith("</html>")
    if TITLES_ONLY in page:
        return
    everything = re.search(r'class="tabs__tab"[^>]*>[^<]*<span[^>]*>(\d+)', page)
    rows, counted = page.count('<article class="hit">'), int((everything or "0")[1])
    # A page shows twenty; what is withdrawn this very moment may be left out.
    met["torn: rows without a count"] += bool(rows) and not counted
    met["torn: a count without rows"] += counted > WITHDRAWN_AT_ONCE and not rows
    met["torn: no filters"] += counted > 0 and 'id="filtry"' not in page


def read(number: int, until: float, met: Counter[str]) -> None:
    chance = random.Random(number)
    kinds = (
        "/szukaj/?q={}",
        "/szukaj/?q={}&typ=aktualnosci",
        "/szukaj/podpowiedzi/?q={}",
    )
    while time.time() < until:
        word, kind = chance.choice(WORDS), chance.choice(kinds)
        typed = word[:3] if "podpowiedzi" in kind else word
        connection = HTTPConnection("127.0.0.1", PORT, timeout=30)
        try:
            status, page = ask(connection, kind.format(quote(typed)))
            met[f"status {status}"] += 1
            if "podpowiedzi" in kind:
                met["torn: suggestions"] += not json.loads(page).keys() >= {"queries"}
            else:
                look(page, met)
        except (OSError, HTTPException, ValueError) as error:
            met[f"error {type(error).__name__}"] += 1
        finally:
            connection.close()
        time.sleep(0.1)


def torment(until: float, kills: int) -> Counter[str]:
    """Kill the worker, or the rebuild beside it, `kills` times at random moments."""
    chance, done = random.Random(5), Counter[str]()
    pause = 0.9 * max(until - time.time(), 1) / kills  # starting takes the rest
    worker, rebuild = start("manage.py", "worker"), start("manage.py", "reindex")
    while time.time() < until and done.total() < kills:
        time.sleep(chance.uniform(0.3, 1.7) * pause)
        if rebuild.poll() is not None:
            rebuild = start("manage.py", "reindex")
        if done.total() % 5 == 4:  # noqa: PLR2004
            kill(rebuild)
            done["rebuild"] += 1
            rebuild = start("manage.py", "reindex")
        else:
            kill(worker)
            done["worker"] += 1
            worker = start("manage.py", "worker")
    time.sleep(max(until - time.time(), 0))
    rebuild.wait()
    os.killpg(worker.pid, signal.SIGTERM)
    worker.wait()
    return done


def settle() -> bool:
    """Let one worker take in what waits, then compare index and database."""
    worker = start("manage.py", "worker")
    try:
        for _ in range(_DRAIN_SECONDS // 3):
            time.sleep(3)
            if manage("checkindex", check=False).returncode == 0:
                return True
        return False
    finally:
        os.killpg(worker.pid, signal.SIGTERM)
        worker.wait()


def main(seconds: int = 300, kills: int = 50) -> int:
    manage("migrate", "--verbosity", "0")
    manage("demo", "--if-empty")
    manage("reindex")
    web = start("-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{PORT}")
    until, met = time.time() + seconds, Counter[str]()
    writers = [
        get_context("spawn").Process(target=write, args=(each, until))
        for each in range(WRITERS)
    ]
    readers = [
        threading.Thread(target=read, args=(each, until, met))
        for each in range(READERS)
    ]
    time.sleep(5)  # the web process gets ready
    try:
        for writer in writers:
            writer.start()
        for reader in readers:
            reader.start()
        done = torment(until, kills)
        for writer in writers:
            writer.join()
        for reader in readers:
            reader.join()
    finally:
        kill(web)
    agrees = settle()
    failed = [
        key
        for key, number in met.items()
        if number and (key.startswith(("error", "torn")) or "status 5" in key)
    ]
    stopped = [each for each in writers if each.exitcode]
    print(f"{seconds} s, killed {dict(done)}; readers met {dict(met)}")
    print(f"writers that failed: {len(stopped)}; index equals database: {agrees}")
    return 1 if failed or stopped or not agrees else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
