"""How soon a change shows to a reader: idle, among readers, during a rebuild."""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlencode

from django.db import transaction

from bank.models import Material
from benchmarks.search.latency import queries
from benchmarks.search.reading import PAGE, table
from benchmarks.server import Asker, Server, memory_of
from search.actions import record_change

CHANGES, READERS = 20, 2
_PATIENCE = 60


def measure_changes(server: Server, cookie: str) -> None:
    """Have the real worker take changes in, and look for them on the page."""
    worker = subprocess.Popen([sys.executable, "manage.py", "worker"])
    try:
        _shown_after(server, cookie)  # the worker is up and has read what it needs
        rows = [("idle", _times(server, cookie))]
        with _readers(cookie):
            rows.append((f"among {READERS} readers", _times(server, cookie)))
        with _rebuild():
            rows.append(("during a rebuild", _times(server, cookie)))
        with _readers(cookie), _import():
            rows.append(("among readers, in an import", _times(server, cookie)))
        table("change to visible, clock ms", rows)
        print(f"worker: {memory_of(worker.pid):.0f} MB")
    finally:
        worker.terminate()
        worker.wait()


def _times(server: Server, cookie: str) -> Sequence[float]:
    return [_shown_after(server, cookie) for _ in range(CHANGES)]


def _shown_after(server: Server, cookie: str) -> float:
    """Give a material a word that nothing has, and ask until the page shows it."""
    chance = random.Random()
    word = "".join(chance.choices("bcdfghjklmnprstwz", k=12))
    material = Material.objects.published().filter(visibility="public").order_by("?")[0]
    with transaction.atomic():
        Material.objects.filter(pk=material.pk).update(title=f"Nowość {word}")
        record_change("material", material.pk)
    started = time.perf_counter()
    address, wanted = f"{PAGE}?{urlencode({'q': word})}", f"/bank/{material.pk}-"
    while time.perf_counter() - started < _PATIENCE:
        if wanted in server.expect(address, cookie).body.decode():
            break
        time.sleep(0.01)
    return time.perf_counter() - started


@contextmanager
def _readers(cookie: str) -> Iterator[None]:
    """Somebody else reads all the time."""
    stop = threading.Event()
    texts = [text for every in queries().values() for text in every]

    def read(number: int) -> None:
        asker, chance = Asker(), random.Random(number)
        while not stop.wait(0.05):
            asker.expect(f"{PAGE}?{urlencode({'q': chance.choice(texts)})}", cookie)
        asker.close()

    threads = [threading.Thread(target=read, args=(each,)) for each in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


@contextmanager
def _rebuild() -> Iterator[None]:
    """Another process builds the index anew all the while."""
    command = [sys.executable, "-m", "benchmarks.search.build"]
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        time.sleep(5)  # it has begun
        yield
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _import() -> Iterator[None]:
    """Every material is named in the change log at once, as by an import."""
    pks = list(Material.objects.published().values_list("pk", flat=True))
    record_change("material", *pks, *pks)
    yield
