"""The process that does the work: threads for lanes, for services, and a pulse."""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import Error as DatabaseError
from django.db import InterfaceError, close_old_connections, connection
from django.utils import timezone

from jobs.claiming import claim, renew
from jobs.leases import (
    acquire_service,
    beat,
    end_beat,
    enqueue_scheduled,
    release_service,
    renew_service,
)
from jobs.models import Job
from jobs.registry import Service, lanes, services
from jobs.running import run

log = logging.getLogger("jobs")

POLL_SECONDS = 0.25
SCHEDULE_SECONDS = 5.0
PAUSE_AFTER_ERROR_SECONDS = 2.0


class Worker:
    """Runs every lane and competes for every service until told to stop."""

    def __init__(self, *, lease: timedelta, threads_per_lane: int = 1) -> None:
        self.name = f"{socket.gethostname()[:80]}:{os.getpid()}"
        self.lease = lease
        self.threads_per_lane = threads_per_lane
        self.stopping = threading.Event()
        self._working = threading.Event()
        self._lock = threading.Lock()
        self._held: dict[int, Job] = {}
        self._services: dict[str, HeldService] = {}
        self._started_at = timezone.now()

    def run(self, *, grace: timedelta) -> bool:
        """Work until `stopping` is set, then finish what is begun.

        False when something was still running after `grace`; its lease lapses and
        another worker starts it again.
        """
        busy = [
            *(
                self._thread(f"{lane}-{number}", self._lane_step(lane), POLL_SECONDS)
                for lane in lanes()
                for number in range(self.threads_per_lane)
            ),
            *(
                self._thread(each.name, self._service_step(each), SCHEDULE_SECONDS)
                for each in services()
            ),
        ]
        pulse_ends = threading.Event()
        pulse = threading.Thread(target=self._pulse, args=[pulse_ends], daemon=True)
        schedule = self._thread("schedule", self._schedule_step, SCHEDULE_SECONDS)
        log.info("worker %s: started, lanes %s", self.name, ", ".join(lanes()))
        for thread in [*busy, schedule, pulse]:
            thread.start()
        self.stopping.wait()
        drained = self._drain([*busy, schedule], grace)
        # The pulse goes on while jobs drain, or their leases would lapse.
        pulse_ends.set()
        pulse.join(timeout=5)
        return drained

    def _drain(self, threads: list[threading.Thread], grace: timedelta) -> bool:
        log.info("worker %s: stopping, %s job(s) running", self.name, len(self._held))
        for held in list(self._services.values()):
            held.stop.set()
        deadline = time.monotonic() + grace.total_seconds()
        for thread in threads:
            thread.join(timeout=max(0.0, deadline - time.monotonic()))
        drained = not any(thread.is_alive() for thread in threads)
        log.info("worker %s: %s", self.name, "stopped" if drained else "gave up")
        return drained

    def _thread(
        self, name: str, step: Callable[[], bool], pause: float
    ) -> threading.Thread:
        """Make a thread that repeats `step`, pausing whenever it had nothing to do."""

        def loop() -> None:
            while not self.stopping.is_set():
                if not self._survive(step):
                    self.stopping.wait(pause)
            connection.close()

        return threading.Thread(target=loop, name=name, daemon=True)

    def _survive(self, step: Callable[[], bool]) -> bool:
        """Take one step; a database that is locked or away only costs time."""
        close_old_connections()
        try:
            return step()
        except (DatabaseError, InterfaceError) as error:
            name = threading.current_thread().name
            log.warning("%s: database error, going on: %s", name, type(error).__name__)
            connection.close()
        except Exception:
            # A thread that died would leave its lane standing without a word.
            log.exception("%s: failed, going on", threading.current_thread().name)
        self.stopping.wait(PAUSE_AFTER_ERROR_SECONDS)
        return False

    def _lane_step(self, lane: str) -> Callable[[], bool]:
        def step() -> bool:
            job = claim(lane, lease=self.lease)
            if job is None:
                return False
            with self._lock:
                self._held[job.pk] = job
            try:
                run(job)
            finally:
                with self._lock:
                    del self._held[job.pk]
            return True

        return step

    def _service_step(self, service: Service) -> Callable[[], bool]:
        def step() -> bool:
            token = acquire_service(service.name, lease=self.lease)
            if token is None:
                return False
            held = HeldService(service.name, token, self.lease)
            with self._lock:
                self._services[service.name] = held
            log.info("service %s: started", service.name)
            try:
                self._run_service(service, held)
            finally:
                with self._lock:
                    del self._services[service.name]
                release_service(service.name, token)
                log.info("service %s: ended", service.name)
            return False

        return step

    def _run_service(self, service: Service, held: "HeldService") -> None:
        if self.stopping.is_set():
            return
        try:
            service.run(held.stop)
        except Exception:
            # A loop that fails is started again after a pause, here or elsewhere.
            log.exception("service %s: failed", service.name)

    def _schedule_step(self) -> bool:
        enqueue_scheduled()
        return False

    def _pulse(self, ends: threading.Event) -> None:
        """Renew every lease well before it lapses, and tell that we are alive."""
        self._survive(self._pulse_step)
        while not ends.wait(self.lease.total_seconds() / 4):
            self._survive(self._pulse_step)
        self._survive(self._last_pulse)
        connection.close()

    def _pulse_step(self) -> bool:
        with self._lock:
            jobs, held = list(self._held.values()), list(self._services.values())
        try:
            renew(jobs, lease=self.lease)
            for each in held:
                each.renew()
        finally:
            for each in held:
                each.stop_if_lost()
        beat(self.name, started_at=self._started_at)
        return True

    def _last_pulse(self) -> bool:
        end_beat(self.name)
        return True


class HeldService:
    """This worker's claim on a service, and the way to make it stop."""

    def __init__(self, name: str, token: UUID, lease: timedelta) -> None:
        self.name = name
        self.token = token
        self.lease = lease
        self.stop = threading.Event()
        self._renewed = time.monotonic()

    def renew(self) -> None:
        asked = time.monotonic()
        if renew_service(self.name, self.token, lease=self.lease):
            self._renewed = asked
        else:
            self.stop.set()

    def stop_if_lost(self) -> None:
        """Stop before the lease lapses, even when the database cannot be asked."""
        age = time.monotonic() - self._renewed
        if age > self.lease.total_seconds() * 0.75:
            self.stop.set()
