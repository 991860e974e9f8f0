"""What runs in the limited child to read the text of a file, page by page.

Like `child.py`, it knows neither settings nor the database. It stops by itself
when the text is long enough for search or its time runs short, and says so.
"""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import time
import zipfile
from collections.abc import Iterator
from typing import Final

from pypdf import PdfReader

from bank.documents.blocks import lines_of, tidy
from bank.documents.child import limit, read
from bank.documents.parts import attribute, child, local, xml_part

LONGEST: Final = 60_000  # characters; what is beyond, search does without
MOST_PAGES: Final = 500
ENOUGH_SECONDS: Final = 7.0  # of the processor's ten
_SLIDE: Final = re.compile(r"ppt/slides/slide(\d{1,4})\.xml")


def pages_of(content: bytes) -> Iterator[str]:
    """Give the text of each page or slide; of what has neither, one text."""
    if content.startswith(b"%PDF"):
        yield from _pdf_pages(content)
    elif content.startswith(b"PK"):
        yield from _office_pages(content)
    else:
        yield content.decode("utf-8", "replace")


def _pdf_pages(content: bytes) -> Iterator[str]:
    for page in PdfReader(io.BytesIO(content)).pages:
        yield page.extract_text()


def _office_pages(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        slides = _slides(archive)
        for name in slides:
            yield "\n".join(_paragraphs(archive, name))
    if not slides:
        found = read(content)
        # Plain: a mark of a list is nothing to be found by.
        yield "\n".join(line.text for line in (*found.header, *lines_of(found.blocks)))


def _slides(archive: zipfile.ZipFile) -> list[str]:
    """Name the slides in the order in which they are shown."""
    listed = child(xml_part(archive, "ppt/presentation.xml"), "sldIdLst")
    links = xml_part(archive, "ppt/_rels/presentation.xml.rels")
    if listed is None or links is None:
        return sorted(filter(_SLIDE.fullmatch, archive.namelist()))
    targets = {attribute(each, "Id"): attribute(each, "Target") for each in links}
    keys = [
        next((v for k, v in each.items() if k.endswith("}id")), None) for each in listed
    ]
    names = [f"ppt/{(targets.get(key) or '').removeprefix('/ppt/')}" for key in keys]
    return [name for name in names if _SLIDE.fullmatch(name)]


def _paragraphs(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    slide = xml_part(archive, name)
    for node in slide.iter() if slide is not None else ():
        if local(node) == "p":
            yield "".join(part.text or "" for part in node.iter() if local(part) == "t")


def bounded(content: bytes) -> tuple[list[str], bool]:
    """Read until the text is long enough or the time is short; say whether cut."""
    pages: list[str] = []
    room = LONGEST
    for page in pages_of(content):
        text = "\n".join(filter(None, map(tidy, page.split("\n"))))
        pages.append(text[:room])
        room -= len(text)
        is_long = room <= 0 or len(pages) == MOST_PAGES
        if is_long or time.process_time() > ENOUGH_SECONDS:
            return pages, True
    return pages, False


def main() -> None:
    limit()
    logging.disable()  # what a library thinks of a file is nobody's to read
    pages, is_cut = bounded(sys.stdin.buffer.read())
    json.dump({"pages": pages, "is_cut": is_cut}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
