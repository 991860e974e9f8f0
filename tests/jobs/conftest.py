from collections.abc import Callable

import pytest

from jobs import registry

Register = Callable[..., None]


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Register tasks that are forgotten after the test."""
    monkeypatch.setattr(registry, "_tasks", dict(registry._tasks))  # noqa: SLF001
    monkeypatch.setattr(registry, "_schedules", {})

    def add(name: str, run: Callable[..., object], **options: object) -> None:
        registry.task(name, **options)(run)  # type: ignore[arg-type]

    return add
