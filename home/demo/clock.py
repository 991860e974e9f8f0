"""Letting what happens in the demonstration happen in the past."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from typing import Any

from django.utils import timezone

_WAKING_HOUR = 7
_WAKING_HOURS = 15


@contextmanager
def as_if_at(moment: datetime) -> Iterator[None]:
    """Make Django's clock stand at `moment`.

    Actions ask the clock themselves, and rightly take no date from their callers.
    The demonstration has one thread and no visitors while it loads, so the clock
    is moved beneath them: `timezone.now` finds its `datetime` in its own module,
    hence even defaults of models that hold the function see the moved time.
    """

    class Standing(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:  # noqa: ANN401  # as datetime's own
            return moment.astimezone(tz)

    original = vars(timezone)["datetime"]
    vars(timezone)["datetime"] = Standing
    try:
        yield
    finally:
        vars(timezone)["datetime"] = original


def waking(moment: datetime) -> datetime:
    """Squeeze a day and night into its waking hours; order stays, nothing is later.

    Teachers of the demonstration write between seven and twenty-two, at whatever
    hour it is loaded.
    """
    local = timezone.localtime(moment)
    dawn = local.replace(hour=_WAKING_HOUR, minute=0, second=0, microsecond=0)
    if dawn > local:
        dawn -= timedelta(days=1)
    return dawn + (local - dawn) * (_WAKING_HOURS / 24)
