"""Who and what the demonstration has so far, and what is still to happen in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from accounts.models import Institution, User
from bank.models import Material
from home.demo.clock import waking
from network.models import Network


@dataclass(frozen=True, slots=True)
class Scene:
    """One deed at its moment."""

    at: datetime
    play: Callable[[], object]


@dataclass(slots=True)
class Stage:
    """Everybody and everything by the key that the data gives it."""

    now: datetime
    institutions: dict[str, Institution] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    networks: dict[str, Network] = field(default_factory=dict)
    materials: dict[str, Material] = field(default_factory=dict)
    scenes: list[Scene] = field(default_factory=list)

    def plan(
        self, play: Callable[[], object], *, days: float = 0, hours: float = 0
    ) -> None:
        """Have something happen so long ago."""
        moment = self.now - timedelta(days=days, hours=hours)
        self.scenes.append(Scene(waking(moment), play))

    def in_order(self) -> list[Scene]:
        """Give the scenes as time would, those of one moment as planned."""
        return sorted(self.scenes, key=lambda scene: scene.at)
