"""The bank's work in the background."""

from datetime import timedelta

from bank.actions import file_texts
from bank.actions.counting import fold_old_days, refresh_totals
from bank.actions.files import check_stored, remove_orphans
from jobs.registry import schedule, task

# A file that takes its whole time delays other files, and nothing else.
FILES_LANE = "files"


@task("bank.remove_orphan_files")
def remove_orphan_files() -> None:
    remove_orphans()
    file_texts.forget_unused_texts()


@task("bank.check_files")
def check_files() -> None:
    check_stored()


@task("bank.read_file_text", lane=FILES_LANE, max_attempts=3)
def read_file_text(sha256: str) -> None:
    file_texts.read_file_text(sha256)


@task("bank.read_missing_texts")
def read_missing_texts() -> None:
    file_texts.read_missing_texts()


@task("bank.sum_up_uses")
def sum_up_uses() -> None:
    fold_old_days()
    refresh_totals()


schedule("bank.sum_up_uses", every=timedelta(days=1))
schedule("bank.read_missing_texts", every=timedelta(hours=1))
schedule("bank.remove_orphan_files", every=timedelta(days=1))
schedule("bank.check_files", every=timedelta(days=1))
