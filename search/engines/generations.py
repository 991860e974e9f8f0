"""Index folders: `index/<n>/` beside each other, `index/current` names the one in use.

A pointer file is replaced in one step; moving folders would let a reader meet an
empty place between two moves.
"""

import os
import shutil
from contextlib import AbstractContextManager
from pathlib import Path

from search.engines.locks import file_lock
from search.exceptions import IndexMissing

_SIGNATURE = "signature"


class Generations:
    """The folders of one index."""

    def __init__(self, root: Path, *, signature: str) -> None:
        self.root = root
        self._signature = signature

    def current(self) -> Path:
        """Name the folder in use. Raises `IndexMissing` if this code cannot read it."""
        try:
            folder = self.root / (self.root / "current").read_text("ascii").strip()
            signature = (folder / _SIGNATURE).read_text("utf-8")
        except (OSError, ValueError) as error:
            raise IndexMissing(str(self.root)) from error
        if signature != self._signature:
            raise IndexMissing(f"{folder} was made by another version")
        return folder

    def create(self) -> Path:
        """Make the folder of the next generation."""
        self.root.mkdir(parents=True, exist_ok=True)
        numbers = [int(path.name) for path in self._folders()]
        folder = self.root / str(max(numbers, default=0) + 1)
        folder.mkdir()
        (folder / _SIGNATURE).write_text(self._signature, "utf-8")
        return folder

    def publish(self, folder: Path) -> None:
        """Point readers at `folder`; keep the one before for those still reading."""
        pointer = self.root / "current"
        before = pointer.read_text("ascii").strip() if pointer.exists() else ""
        fresh = self.root / "current.new"
        with fresh.open("w", encoding="ascii") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(pointer)
        for old in self._folders():
            if old.name not in {before, folder.name}:
                shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Delete every folder; readers find no index from now on."""
        (self.root / "current").unlink(missing_ok=True)
        for folder in self._folders() if self.root.is_dir() else []:
            shutil.rmtree(folder, ignore_errors=True)

    def lock(self, name: str) -> AbstractContextManager[None]:
        """Wait for the right to do `name`, across the processes of this machine."""
        return file_lock(self.root, name)

    def _folders(self) -> list[Path]:
        return [path for path in self.root.iterdir() if path.name.isdigit()]
