"""A whole file: every line checked, good ones imported, bad ones named."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from bank.actions.import_materials import Imported, ImportOptions, import_materials
from bank.exceptions import BadRow
from bank.importing.reading import Line, read_lines
from bank.importing.rows import Row, RowReader

BATCH = 250

Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Problem:
    """A bad line and why it is bad."""

    number: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.number}: {self.reason}"


class FileCheck:
    """Reads rows out of a file, gathering problems on the way."""

    def __init__(self, path: Path, report: Callable[[Problem], object]) -> None:
        self._path = path
        self._report = report
        self._reader = RowReader()
        self.bad = 0

    def rows(self, progress: Progress = lambda _: None) -> Iterator[Row]:
        """Give the good rows. Raises `UnreadableFile`."""
        first_seen: dict[str, int] = {}
        for line in read_lines(self._path):
            progress(1)
            row = self._row(line)
            if row is None:
                continue
            earlier = first_seen.setdefault(row.external_id, line.number)
            if earlier != line.number:
                self._refuse(line.number, f"id: the same as in line {earlier}")
            else:
                yield row

    def _row(self, line: Line) -> Row | None:
        if line.problem:
            self._refuse(line.number, line.problem)
            return None
        try:
            return self._reader.read(line.values)
        except BadRow as error:
            self._refuse(line.number, str(error))
            return None

    def _refuse(self, number: int, reason: str) -> None:
        self.bad += 1
        self._report(Problem(number, reason))


def import_file(
    check: FileCheck,
    options: ImportOptions,
    *,
    in_one_step: bool = False,
    progress: Progress = lambda _: None,
) -> Imported:
    """Import the good rows, all together or so many at a time.

    Batches keep each lock of the database short; in one step, nothing remains of an
    import that was cut off.
    """
    done = Imported()
    batch: list[Row] = []
    with transaction.atomic() if in_one_step else nullcontext():
        for row in check.rows(progress):
            batch.append(row)
            if len(batch) == BATCH:
                done += import_materials(batch, options)
                batch = []
        return done + import_materials(batch, options)
