"""Four writers, eight readers, and an indexer that is killed again and again.

`GBW_DATA=/scratch python -m benchmarks.search.trial [seconds] [kills]` – 300 and 50 by
default. Readers ask a real web process; the worker, whose part the indexer is, gets
SIGKILL at random moments and is started anew. At the end the index is compared with
the database. The exit code is 1 when a reader met an error or the two differ.
"""

import os
import random
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


def read(number: int, until: float, met: Counter[str]) -> None:
    chance = random.Random(number)
    while time.time() < until:
        try:
            connection = HTTPConnection("127.0.0.1", PORT, timeout=30)
            connection.request("GET", f"/szukaj/?q={quote(chance.choice(WORDS))}")
            answer = connection.getresponse()
            page = answer.read().decode()
            met[f"status {answer.status}"] += 1
            met["titles only"] += TITLES_ONLY in page
            connection.close()
        except (OSError, HTTPException) as error:
            met[f"error {type(error).__name__}"] += 1
        time.sleep(0.1)


def torment(until: float, kills: int) -> int:
    """Kill the worker at random moments, `kills` times; return how often it was."""
    chance, done = random.Random(5), 0
    pause = max(until - time.time(), 1) / kills
    worker = start("manage.py", "worker")
    while time.time() < until and done < kills:
        time.sleep(chance.uniform(0.3, 1.7) * pause)
        kill(worker)
        done += 1
        worker = start("manage.py", "worker")
    time.sleep(max(until - time.time(), 0))
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
    failed = [key for key in met if key.startswith("error") or "status 5" in key]
    stopped = [each for each in writers if each.exitcode]
    print(f"{seconds} s, {done} kills; readers met {dict(met)}")
    print(f"writers that failed: {len(stopped)}; index equals database: {agrees}")
    return 1 if failed or stopped or not agrees else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
