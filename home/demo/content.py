"""Reading the demonstration's content from `data/`."""

import tomllib
from pathlib import Path
from typing import Any

DATA_DIR = Path(__file__).parent / "data"

# Any: what a TOML table holds, each value of its own type.
Table = dict[str, Any]


def gmina() -> Table:
    """Give what the gmina itself is called."""
    return _read(DATA_DIR / "gmina.toml")


def institutions() -> list[Table]:
    return _tables("gmina.toml", "institutions")


def people() -> list[Table]:
    return _tables("people.toml", "people")


def news() -> list[Table]:
    return _tables("news.toml", "news")


def profiles() -> list[Table]:
    return _tables("profiles.toml", "profiles")


def pages() -> list[Table]:
    return _tables("pages.toml", "pages")


def materials() -> list[Table]:
    return _folder("materials")


def networks() -> list[Table]:
    return _folder("networks")


def file_bytes(name: str) -> bytes:
    return (DATA_DIR / "files" / name).read_bytes()


def _tables(name: str, key: str) -> list[Table]:
    tables: list[Table] = _read(DATA_DIR / name)[key]
    return tables


def _folder(name: str) -> list[Table]:
    return [_read(path) for path in sorted((DATA_DIR / name).glob("*.toml"))]


def _read(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))
