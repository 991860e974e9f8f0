"""What can run in the background; filled while the apps get ready.

A task is known by a name that is stored in the database, so the name is chosen
and never derived from the function.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Event
from typing import ParamSpec, TypeVar

from jobs.exceptions import AlreadyRegistered, UnknownTask

P = ParamSpec("P")
R = TypeVar("R")

DEFAULT_LANE = "default"


@dataclass(frozen=True)
class Task:
    """A function that a stored job can name."""

    name: str
    run: Callable[..., object]
    lane: str
    max_attempts: int


@dataclass(frozen=True)
class Service:
    """A loop that runs once among all workers until its event is set."""

    name: str
    run: Callable[[Event], None]


_tasks: dict[str, Task] = {}
_schedules: dict[str, timedelta] = {}
_services: dict[str, Service] = {}


def task(
    name: str, *, lane: str = DEFAULT_LANE, max_attempts: int = 8
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as the task `name`.

    It runs at least once, so it must come out the same when it runs twice.
    """

    def register(function: Callable[P, R]) -> Callable[P, R]:
        if name in _tasks:
            raise AlreadyRegistered(name)
        _tasks[name] = Task(name, function, lane, max_attempts)
        return function

    return register


def schedule(name: str, every: timedelta) -> None:
    """Have the task `name` run every so often, whichever worker is up."""
    if name in _schedules:
        raise AlreadyRegistered(name)
    _schedules[name] = every


def service(name: str, run: Callable[[Event], None]) -> None:
    """Have `run(stop)` kept running by exactly one worker.

    It must return soon after `stop` is set: either the worker ends or its lease
    has gone to another.
    """
    if name in _services:
        raise AlreadyRegistered(name)
    _services[name] = Service(name, run)


def get_task(name: str) -> Task:
    """Find a task; raises `UnknownTask`."""
    try:
        return _tasks[name]
    except KeyError:
        raise UnknownTask(name) from None


def lanes() -> list[str]:
    return sorted({DEFAULT_LANE} | {task.lane for task in _tasks.values()})


def schedules() -> dict[str, timedelta]:
    return dict(_schedules)


def services() -> list[Service]:
    return list(_services.values())
