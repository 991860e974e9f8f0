"""Headings of a page as places to jump to."""

from collections.abc import Iterator
from dataclasses import dataclass

from anyascii import anyascii
from django.utils.text import slugify
from wagtail.blocks import StreamValue

FEWEST = 4
# Names that the layout and the templates of pages gave away already.
_TAKEN = {
    *("tresc", "menu", "contents", "children", "news", "materials", "contact"),
    *("q", "podglad", "problems", "start-title", "ways", "newest", "account"),
}


@dataclass(frozen=True)
class Heading:
    """A heading and the name of its place; `block` is where in the body it stands."""

    block: int
    anchor: str
    text: str


def headings_of(body: StreamValue) -> list[Heading]:
    """Name the place of every heading block; the same words twice are two places."""
    return list(_headings(body))


def _headings(body: StreamValue) -> Iterator[Heading]:
    seen = set(_TAKEN)
    for place, block in enumerate(body):
        if block.block_type == "heading":
            anchor = slugify(anyascii(block.value))[:60] or "czesc"
            if anchor in seen:
                anchor = f"{anchor}-{place}"
            seen.add(anchor)
            yield Heading(place, anchor, block.value)


def contents_of(body: StreamValue) -> list[Heading]:
    """The table of contents of a long page; a short one needs none."""
    headings = headings_of(body)
    return headings if len(headings) >= FEWEST else []
