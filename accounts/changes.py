"""Whom to tell that others see something new of a person.

Upper apps register in `AppConfig.ready()`; actions of `accounts` tell them inside
their transaction. What a listener does must be a write of its own and no more.
"""

from collections.abc import Collection
from typing import Protocol


class Listener(Protocol):
    def __call__(self, pks: Collection[int], *, renamed: bool) -> None: ...


_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    _listeners.append(listener)


def person_changed(*pks: int, renamed: bool = False) -> None:
    """Tell of a new person, a role, a place, a closed account or, `renamed`, a name."""
    for listener in _listeners:
        listener(pks, renamed=renamed)
