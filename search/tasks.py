from datetime import timedelta

from jobs.registry import schedule, task
from search.actions import forget_indexed_changes, forget_old_voices
from search.actions.alerts import (
    TELL,
    forget_old_alerts,
    look_for_news,
    tell_of_news,
)
from search.actions.arrivals import LOOK, forget_old_arrivals
from search.actions.endings import forget_old_endings

# Looking takes a while when many keep searches; nothing else waits for it.
ALERT_LANE = "alerts"


@task("search.forget_changes")
def forget_changes() -> None:
    forget_indexed_changes()
    forget_old_voices()
    forget_old_endings()
    forget_old_arrivals()
    forget_old_alerts()


@task(LOOK, lane=ALERT_LANE)
def look() -> None:
    look_for_news()


@task(TELL, lane=ALERT_LANE)
def tell(first: int, last: int) -> None:
    tell_of_news(first, last)


schedule("search.forget_changes", timedelta(hours=6))
# What was put off, by a rhythm or by an engine that was down.
schedule(LOOK, timedelta(minutes=5))
