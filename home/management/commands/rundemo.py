import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

_GRACE_SECONDS = 15
_LAST_PORT = 65_535
_NO_DATABASE = (
    "Nie udało się przygotować bazy danych w folderze {folder}: {error}\n"
    "Sprawdź, czy można w nim zapisywać i czy na dysku jest miejsce, "
    "potem uruchom polecenie ponownie."
)
_PORT_TAKEN = (
    "Port {port} jest zajęty, być może system już działa w innym oknie. "
    "Zatrzymaj go albo wybierz inny port: PORT={other} bin/start"
)


class Command(BaseCommand):
    help = "Prepare the database, load the demo gmina into an empty one, run web and worker."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        port = _free_port(os.environ.get("PORT", "8000"))
        try:
            self._prepare()
        except KeyboardInterrupt:
            raise CommandError(
                "Przerwano. Następne uruchomienie dokończy przygotowania."
            ) from None
        except (DatabaseError, OSError) as error:
            folder = settings.DATA_DIR
            raise CommandError(
                _NO_DATABASE.format(folder=folder, error=error)
            ) from error
        self.stdout.write(f"→ http://127.0.0.1:{port}/  (Ctrl-C kończy)")
        self.stdout.flush()
        # Before the children start, or a stop between would leave them behind.
        stop = _Stop()
        sys.exit(_run_until_one_ends([_start_web(port), _start_worker()], stop))

    def _prepare(self) -> None:
        if _has_work_to_do():
            self.stdout.write("→ baza danych")
            self.stdout.flush()
            call_command("migrate", verbosity=0)
        call_command("demo", if_empty=True)


class _Stop:
    """Whether somebody asked us to end."""

    def __init__(self) -> None:
        self.asked = False
        # The terminal sends Ctrl-C to the children as well; a service manager does not.
        signal.signal(signal.SIGINT, self._ask)
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True


def _free_port(text: str) -> int:
    """Read the port and refuse one that is taken, before anything else is done."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _LAST_PORT):
        raise CommandError(f"PORT={text[:20]} nie jest numerem portu (1–{_LAST_PORT}).")
    port = int(text)
    with closing(socket.socket()) as probe:
        # As gunicorn does: a port left a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            other = port + 1 if port < _LAST_PORT else port - 1
            raise CommandError(_PORT_TAKEN.format(port=port, other=other)) from error
    return port


def _has_work_to_do() -> bool:
    """Say whether a migration waits; `migrate` itself takes a second to find out."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _start_web(port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # our own words only
        [
            *(sys.executable, "-m", "gunicorn", "config.wsgi"),
            *("--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "8"),
            *("--log-level", "warning"),
        ]
    )


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "manage.py", "worker"])


def _run_until_one_ends(processes: list[subprocess.Popen[bytes]], stop: _Stop) -> int:
    """Wait; when one ends or we are told to stop, stop the others too.

    Returns 0 after a stop that was asked for, else the code of the one that fell.
    """
    while not stop.asked and all(process.poll() is None for process in processes):
        time.sleep(0.2)
    fallen = [code for process in processes if (code := process.poll())]
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
    return 0 if stop.asked else (fallen or [1])[0]
