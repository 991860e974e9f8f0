from datetime import timedelta

from jobs.actions import clean
from jobs.registry import schedule, task


@task("jobs.clean")
def clean_jobs() -> None:
    clean()


schedule("jobs.clean", timedelta(hours=6))
