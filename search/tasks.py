from datetime import timedelta

from jobs.registry import schedule, task
from search.actions import forget_indexed_changes


@task("search.forget_changes")
def forget_changes() -> None:
    forget_indexed_changes()


schedule("search.forget_changes", timedelta(hours=6))
