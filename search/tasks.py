from datetime import timedelta

from jobs.registry import schedule, task
from search.actions import forget_indexed_changes, forget_old_voices
from search.actions.endings import forget_old_endings


@task("search.forget_changes")
def forget_changes() -> None:
    forget_indexed_changes()
    forget_old_voices()
    forget_old_endings()


schedule("search.forget_changes", timedelta(hours=6))
