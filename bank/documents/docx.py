"""DOCX: paragraphs, lists, tables and text boxes as they would be read on paper."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from bank.documents.blocks import Block, Contents, Line, Table, broken, lines_of
from bank.documents.docx_styles import Style, Styles
from bank.documents.numerals import ROMAN
from bank.documents.parts import attribute, child, local, xml_part

# What is crossed out, moved away or instructs the program is not text.
_SKIPPED = {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback"}
_HEADER = re.compile(r"word/header\d*\.xml")
_PICTURES = {"blip", "imagedata"}


def read_docx(archive: zipfile.ZipFile) -> Contents:
    styles = Styles.of(archive)
    contents = Contents()
    document = xml_part(archive, "word/document.xml")
    if (body := child(document, "body")) is not None:
        reader = _Reader(styles)
        contents.blocks = list(reader.blocks(body))
        contents.pictures = sum(local(node) in _PICTURES for node in body.iter())
    for name in sorted(filter(_HEADER.fullmatch, archive.namelist())):
        if (header := xml_part(archive, name)) is not None:
            contents.header += lines_of(_Reader(styles).blocks(header))
    return contents


@dataclass(slots=True)
class _Paragraph:
    """What is gathered of one paragraph."""

    style: Style
    text: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    bold: int = 0
    plain: int = 0

    def add(self, text: str, *, is_bold: bool) -> None:
        self.text.append(text)
        weight = len(text.strip())
        self.bold += weight if is_bold else 0
        self.plain += 0 if is_bold else weight


class _Reader:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counts: Counter[tuple[str, int]] = Counter()

    def blocks(self, parent: Element) -> Iterator[Block]:
        for node in parent:
            name = local(node)
            if name == "p":
                yield from self._paragraph(node)
            elif name == "tbl":
                yield Table([list(self._cells(row)) for row in _inside(node, "tr")])
            elif name not in _SKIPPED:
                yield from self.blocks(node)

    def _cells(self, row: Element) -> Iterator[list[Block]]:
        for cell in _inside(row, "tc"):
            merge = child(cell, "tcPr", "vMerge")
            goes_on = merge is not None and attribute(merge, "val") != "restart"
            yield [] if goes_on else list(self.blocks(cell))

    def _paragraph(self, node: Element) -> Iterator[Block]:
        properties = child(node, "pPr")
        style = self._styles.of_paragraph(properties)
        paragraph = _Paragraph(style)
        self._gather(node, paragraph)
        yield from paragraph.boxes
        line = Line(
            text="".join(paragraph.text),
            level=style.level,
            is_bold=paragraph.bold > 0 and not paragraph.plain,
            is_title=style.is_title,
            marker=self._marker(style) if any(map(str.strip, paragraph.text)) else "",
            depth=style.list_level,
        )
        yield from broken(line)

    def _gather(self, node: Element, paragraph: _Paragraph) -> None:
        for part in node:
            name = local(part)
            if name == "r":
                self._gather_run(part, paragraph)
            elif name == "t":  # of a formula
                paragraph.add(part.text or "", is_bold=False)
            elif name == "txbxContent":
                paragraph.boxes += self.blocks(part)
            elif name not in _SKIPPED:
                self._gather(part, paragraph)

    def _gather_run(self, run: Element, paragraph: _Paragraph) -> None:
        look = self._styles.of_run(child(run, "rPr"), paragraph.style)
        if look.is_hidden:
            return
        for part in run:
            name = local(part)
            if name == "t":
                paragraph.add(part.text or "", is_bold=look.is_bold)
            elif name in {"tab", "ptab"}:
                paragraph.add("\t", is_bold=look.is_bold)
            elif name == "noBreakHyphen":
                paragraph.add("-", is_bold=look.is_bold)
            elif name in {"br", "cr"}:
                paragraph.add("\n", is_bold=look.is_bold)
            elif name not in _SKIPPED:
                self._gather(part, paragraph)

    def _marker(self, style: Style) -> str:
        """Draw the mark of a list, counting as the program does."""
        if not style.list_id:
            return ""
        form = self._styles.list_form(style)
        if form in {"bullet", "none"}:
            return "–"
        place = (style.list_id, style.list_level)
        self._counts[place] += 1
        for other in [key for key in self._counts if key[0] == style.list_id]:
            if other[1] > style.list_level:
                del self._counts[other]
        return _number(self._counts[place], form)


def _number(count: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and count <= len(_LETTERS):
        letter = _LETTERS[count - 1]
        return f"{letter if form == 'lowerLetter' else letter.upper()})"
    if form == "upperRoman" and count <= len(ROMAN):
        return f"{ROMAN[count - 1]}."
    return f"{count}."


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _inside(node: Element, name: str) -> Iterator[Element]:
    """Find rows or cells, also those wrapped into content controls."""
    for part in node:
        if local(part) == name:
            yield part
        elif local(part) in {"sdt", "sdtContent", "ins", "customXml", "smartTag"}:
            yield from _inside(part, name)
