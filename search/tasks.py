from datetime import timedelta

from jobs.registry import schedule, task
from search.actions import forget_indexed_changes, forget_old_voices


@task("search.forget_changes")
def forget_changes() -> None:
    forget_indexed_changes()
    forget_old_voices()


schedule("search.forget_changes", timedelta(hours=6))
