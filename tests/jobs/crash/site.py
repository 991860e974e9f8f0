"""Drives the workers of the crash site from a test."""

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

LEASE_SECONDS = 2.0
_PATIENCE_SECONDS = 40.0


@dataclass(frozen=True)
class Note:
    """One line that a task wrote."""

    event: str
    name: str
    pid: int
    at: float


@dataclass
class CrashSite:
    database_url: str
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    killed_at: dict[int, float] = field(default_factory=dict)

    def manage(self, *args: str) -> None:
        subprocess.run(self._command(*args), env=self._env, check=True)

    def fill(self, task: str, count: int, *, milliseconds: int) -> None:
        self.manage("fill", task, str(count), str(milliseconds))

    def start(self, *, threads: int = 1) -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(
            self._command("worker", f"--lease={LEASE_SECONDS}", f"--threads={threads}"),
            env=self._env,
        )
        self.workers.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        self.killed_at[worker.pid] = time.time()

    def stop(self, worker: subprocess.Popen[bytes]) -> int:
        """Ask a worker to end; returns its exit code."""
        worker.send_signal(signal.SIGTERM)
        return worker.wait(timeout=_PATIENCE_SECONDS)

    def kill_all(self) -> None:
        for worker in self.workers:
            if worker.poll() is None:
                self.kill(worker)

    def notes(self, event: str = "", name: str = "") -> list[Note]:
        if not self.log.exists():
            return []
        notes = []
        for line in self.log.read_text().splitlines():
            what, who, pid, at = line.split()
            notes.append(Note(what, who, int(pid), float(at)))
        return [
            note
            for note in notes
            if event in {"", note.event} and note.name.startswith(name)
        ]

    def ended(self, name: str = "crash") -> set[str]:
        return {note.name for note in self.notes("end", name)}

    def wait_for(self, condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < deadline, "the workers took too long"
            time.sleep(0.02)

    def overlapping(self) -> list[str]:
        """Name the jobs of which two runs were alive at one moment."""
        runs: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
        ends = self.notes("end")
        for start in self.notes("start"):
            died = self.killed_at.get(start.pid, time.time())
            own = (
                end.at
                for end in ends
                if (end.name, end.pid) == (start.name, start.pid) and end.at > start.at
            )
            runs[start.name].append((start.at, min(own, default=died)))
        return [
            name
            for name, spans in runs.items()
            if any(later[0] < earlier[1] for earlier, later in pairwise(sorted(spans)))
        ]

    @property
    def _env(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.jobs.crash.settings",
            "DATABASE_URL": self.database_url,
            "CRASH_LOG": str(self.log),
            **self.environment,
        }

    def _command(self, *args: str) -> list[str]:
        return [sys.executable, "-m", "django", *args]
