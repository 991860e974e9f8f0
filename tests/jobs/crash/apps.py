import os
import time
from pathlib import Path
from threading import Event

from django.apps import AppConfig
from django.conf import settings

from jobs.registry import service, task


class CrashConfig(AppConfig):
    name = "tests.jobs.crash"
    label = "crash"

    def ready(self) -> None:
        task("crash.work")(work)
        task("crash.slow", lane="slow")(work)
        service("crash.service", serve)


def work(name: str, milliseconds: int) -> None:
    note("start", name)
    time.sleep(milliseconds / 1000)
    note("end", name)


def serve(stop: Event) -> None:
    note("start", "service")
    while not stop.wait(0.05):
        note("beat", "service")
    note("end", "service")


def note(event: str, name: str) -> None:
    """Append a line; such short writes are atomic, so processes do not mix."""
    line = f"{event} {name} {os.getpid()} {time.time()}\n"
    path: Path = getattr(settings, "CRASH_LOG")  # noqa: B009 - of this site alone
    with path.open("a") as log:
        log.write(line)
