"""The bank's work in the background."""

from datetime import timedelta

from bank.actions.files import check_stored, remove_orphans
from jobs.registry import schedule, task


@task("bank.remove_orphan_files")
def remove_orphan_files() -> None:
    remove_orphans()


@task("bank.check_files")
def check_files() -> None:
    check_stored()


schedule("bank.remove_orphan_files", every=timedelta(days=1))
schedule("bank.check_files", every=timedelta(days=1))
