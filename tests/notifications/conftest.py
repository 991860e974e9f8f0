from collections.abc import Callable, Collection
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.models import User
from notifications import kinds
from notifications.actions.notify import notify
from notifications.audience import Reason, Recipient
from notifications.kinds import Kind, Shown

TEMPLATES = Path(__file__).parent / "templates"


@dataclass
class World:
    """What the app above would know: targets, and who may not see them."""

    shown: dict[str, Shown] = field(default_factory=dict)
    hidden_from: set[int] = field(default_factory=set)

    def resolve(self, targets: Collection[str], user: User) -> dict[str, Shown]:
        if user.pk in self.hidden_from:
            return {}
        return {key: self.shown[key] for key in targets if key in self.shown}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> World:
    """A registry that knows two kinds of events, and their targets."""
    monkeypatch.setattr(kinds, "_kinds", {})
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(TEMPLATES)
    settings.TEMPLATES = templates
    world = World({"t1": Shown("Ułamki w klasie 4", "/sieci/m/1/", "Matematycy")})
    for key in ("t.posted", "t.decided"):
        kinds.register(
            Kind(key, f"Label of {key}", "Networks", "tested", world.resolve)
        )
    return world


@pytest.fixture
def tell(world: World) -> Callable[..., None]:
    """Tell people of an event about `t1`."""

    def tell(*people: User, event: str = "e1", kind: str = "t.posted") -> None:
        told = [Recipient(person.pk, Reason.WATCHING_TOPIC) for person in people]
        notify(kind, target="t1", event=event, recipients=told, actor=None)

    return tell
