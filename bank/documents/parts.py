"""The XML parts of an archive, read within limits and without entities."""

from __future__ import annotations

import zipfile
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

LARGEST_PART: Final = 24 * 1024**2


class TooMuch(Exception):
    """A part is larger than any scenario needs."""


def xml_part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """Parse a part, or give None when there is none of that name.

    Raises `TooMuch`, and what `zipfile` and `defusedxml` raise.
    """
    if name not in archive.NameToInfo:
        return None
    with archive.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise TooMuch(name)
    root: Element = fromstring(content, forbid_dtd=True)
    return root


def local(node: Element) -> str:
    """The name of an element without its namespace, of which there are several."""
    return str(node.tag).rpartition("}")[2]


def attribute(node: Element | None, name: str) -> str | None:
    if node is None:
        return None
    for key, value in node.items():
        if key.rpartition("}")[2] == name:
            return value
    return None


def child(node: Element | None, *path: str) -> Element | None:
    """Go down by local names; None when the way ends."""
    for name in path:
        if node is None:
            return None
        node = next((each for each in node if local(each) == name), None)
    return node
