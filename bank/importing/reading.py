"""Lines of JSON Lines and CSV files, each with its number or what is wrong with it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from accounts.importing.tables import Record, read_table
from bank.exceptions import UnreadableFile

LONGEST_LINE = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One record: its values by column, or the reason why it cannot be read."""

    number: int
    values: Mapping[str, object] = field(default_factory=dict)
    problem: str = ""


def count_lines(path: Path) -> int:
    """Say how many records there are about; a line break in CSV counts too."""
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


def read_lines(path: Path) -> Iterator[Line]:
    """Read the records of a file. Raises `UnreadableFile`."""
    readers = {".jsonl": _json_lines, ".ndjson": _json_lines, ".csv": _csv_lines}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFile("The file must end in .jsonl, .ndjson or .csv.")
    try:
        yield from reader(path)
    except OSError as error:
        raise UnreadableFile(str(error)) from error


def _json_lines(path: Path) -> Iterator[Line]:
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            if raw.strip(b" \t\r\n\xef\xbb\xbf"):
                yield _json_line(number, raw)


def _json_line(number: int, raw: bytes) -> Line:
    if len(raw) > LONGEST_LINE:
        return Line(number, problem="the line is too long")
    try:
        values = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Line(number, problem="not UTF-8")
    except (ValueError, RecursionError):
        return Line(number, problem="not JSON")
    if not isinstance(values, dict):
        return Line(number, problem="not a JSON object")
    return Line(number, values)


def _csv_lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        table = read_table(file)
        if "title" not in table.heading:
            raise UnreadableFile(
                "The first line must name the columns, title among them."
            )
        for record in table.records:
            yield _csv_line(record, table.heading)


def _csv_line(record: Record, columns: Sequence[str]) -> Line:
    cells, number = record.cells, record.number
    if record.flaw:
        return Line(number, problem=record.flaw.value)
    if len(cells) != len(columns):
        problem = f"{len(cells)} columns instead of {len(columns)}"
        return Line(number, problem=problem)
    return Line(number, dict(zip(columns, cells, strict=True)))
