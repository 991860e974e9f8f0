import os
import signal
import subprocess
import sys
import time
from types import FrameType
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

_GRACE_SECONDS = 15


class Command(BaseCommand):
    help = "Prepare the database, load the demo gmina into an empty one, run web and worker."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        port = os.environ.get("PORT", "8000")
        self.stdout.write("→ baza danych")
        call_command("migrate", verbosity=0)
        call_command("demo", if_empty=True)
        self.stdout.write(f"→ http://127.0.0.1:{port}/  (Ctrl-C kończy)")
        sys.exit(_run_until_one_ends([_start_web(port), _start_worker()]))


def _start_web(port: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # our own words only
        [
            *(sys.executable, "-m", "gunicorn", "config.wsgi"),
            *("--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "8"),
            *("--log-level", "warning"),
        ]
    )


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "manage.py", "worker"])


def _run_until_one_ends(processes: list[subprocess.Popen[bytes]]) -> int:
    """Wait; when one ends or we are told to stop, stop the others too.

    Returns 0 after a stop that was asked for, else the code of the one that fell.
    """
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    # The terminal sends Ctrl-C to the children as well; a service manager does not.
    signal.signal(signal.SIGINT, ask)
    signal.signal(signal.SIGTERM, ask)
    while not asked and all(process.poll() is None for process in processes):
        time.sleep(0.2)
    fallen = [code for process in processes if (code := process.poll())]
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
    return 0 if asked else (fallen or [1])[0]
