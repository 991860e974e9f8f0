"""The text of attachments as `search` sees it: parts of the material's document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.utils.translation import gettext

from bank.models import Attachment, FileText, Material
from search.sources import Part

# A book attached to a lesson must not outweigh the lesson, nor swell the index.
LONGEST: Final = 60_000


def texts_of(materials: Iterable[Material]) -> dict[str, FileText]:
    """Load what was read of these materials' files, by content; a query."""
    digests = {each.file.sha256 for m in materials for each in m.attachments.all()}
    rows = FileText.objects.filter(sha256__in=digests)
    return {row.sha256: row for row in rows if row.pages}


def parts_of(material: Material, texts: Mapping[str, FileText]) -> tuple[Part, ...]:
    """Give each page of each attachment as a part that a result can name."""
    return tuple(_bounded(_pages(material, texts)))


def _pages(material: Material, texts: Mapping[str, FileText]) -> Iterator[Part]:
    for attachment in material.attachments.all():
        row = texts.get(attachment.file.sha256)
        pages = row.pages if row else []
        for number, text in enumerate(pages, start=1):
            if text:
                yield _part(attachment, number, text, is_only=len(pages) == 1)


def _part(attachment: Attachment, number: int, text: str, *, is_only: bool) -> Part:
    file = attachment.file
    url = file.get_absolute_url()
    if file.extension == "pptx":
        words = gettext("%(file)s, slide %(number)d")
    elif file.extension == "pdf":
        words = gettext("%(file)s, p. %(number)d")
        url = f"{url}#page={number}"
    else:
        words = "%(file)s"
    if is_only and file.extension != "pdf":
        words = "%(file)s"
    return Part(words % {"file": file.name, "number": number}, text, url)


def _bounded(parts: Iterable[Part]) -> Iterator[Part]:
    room = LONGEST
    for part in parts:
        if room <= 0:
            return
        yield Part(part.label, part.text[:room], part.url)
        room -= len(part.text)
