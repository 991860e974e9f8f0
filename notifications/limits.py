"""How many messages one person may get: a storm arrives as one mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Limit:
    """So many messages within so long."""

    messages: int
    window: timedelta


LIMITS = (Limit(1, timedelta(minutes=1)), Limit(20, timedelta(hours=1)))
LONGEST_WINDOW = max(limit.window for limit in LIMITS)


def held_until(sent: Sequence[datetime], now: datetime) -> datetime | None:
    """Say when the next message may go, given the earlier ones; None is now."""
    waits = [
        sorted(inside)[-limit.messages] + limit.window
        for limit in LIMITS
        if len(inside := [at for at in sent if at > now - limit.window])
        >= limit.messages
    ]
    return max(waits, default=None)
