"""What runs in the limited child: reads a document from its input, writes JSON.

It knows neither settings nor the database, so whatever a hostile file makes of it
ends with the process. Limits are set before the first byte is read.
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys
import zipfile
from dataclasses import asdict

from bank.documents.blocks import Contents, Line, broken
from bank.documents.docx import read_docx
from bank.documents.odt import read_odt
from bank.documents.scenario import recognise

CPU_SECONDS = 10
MEMORY = 512 * 1024**2
OUTPUT = 50 * 1024**2
_OPEN_FILES = 32


def limit() -> None:
    """Bound processor, memory, output and open files, for good."""
    bounds = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: OUTPUT,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in bounds.items():
        resource.setrlimit(what, (most, most))
    os.nice(5)


def read(content: bytes) -> Contents:
    """Read a document by what it is, whatever it is called."""
    if not content.startswith(b"PK"):
        return _read_text(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "word/document.xml" in archive.NameToInfo:
            return read_docx(archive)
        if "content.xml" in archive.NameToInfo:
            return read_odt(archive)
    raise ValueError("no document inside")


def _read_text(content: bytes) -> Contents:
    text = content.decode("utf-8", "replace")
    lines = [line for row in text.split("\n") for line in broken(Line(row))]
    return Contents(blocks=list(lines))


def main() -> None:
    limit()
    scenario = recognise(read(sys.stdin.buffer.read()))
    json.dump(asdict(scenario), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
