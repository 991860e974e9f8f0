"""ODT: the same for what LibreOffice and Google write."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from bank.documents.blocks import Block, Contents, Line, Table, broken, lines_of
from bank.documents.numerals import ROMAN
from bank.documents.parts import attribute, child, local, xml_part

_SKIPPED = {
    "tracked-changes",
    "hidden-text",
    "hidden-paragraph",
    "annotation",
    "annotation-end",
    "note",
    "sequence-decls",
    "forms",
    "table-of-content",
    "script",
}
_BOLD = re.compile("bold|[6-9]00")
_DEEPEST = 20


def read_odt(archive: zipfile.ZipFile) -> Contents:
    content = xml_part(archive, "content.xml")
    styles = xml_part(archive, "styles.xml")
    known = _Styles(node for node in (styles, content) if node is not None)
    contents = Contents()
    if (body := child(content, "body", "text")) is not None:
        contents.blocks = list(_Reader(known).blocks(body))
        contents.pictures = sum(local(node) == "image" for node in body.iter())
    for master in child(styles, "master-styles") or ():
        if (header := child(master, "header")) is not None:
            contents.header += lines_of(_Reader(known).blocks(header))
    return contents


@dataclass(frozen=True, slots=True)
class _Style:
    is_bold: bool | None = None
    is_hidden: bool = False
    is_title: bool = False
    level: int = 0


class _Styles:
    def __init__(self, roots: Iterable[Element]) -> None:
        self._nodes: dict[str, Element] = {}
        self._lists: dict[str, list[str]] = {}
        for root in roots:
            for node in root.iter():
                if local(node) == "style":
                    self._nodes[attribute(node, "name") or ""] = node
                elif local(node) == "list-style":
                    self._lists[attribute(node, "name") or ""] = list(_forms(node))

    def named(self, key: str | None, depth: int = 0) -> _Style:
        node = self._nodes.get(key or "")
        if node is None or depth > _DEEPEST:
            return _Style(is_title=key == "Title")
        base = self.named(attribute(node, "parent-style-name"), depth + 1)
        text = child(node, "text-properties")
        weight = attribute(text, "font-weight")
        level = attribute(node, "default-outline-level") or ""
        return _Style(
            is_bold=base.is_bold if weight is None else bool(_BOLD.match(weight)),
            is_hidden=base.is_hidden or attribute(text, "display") == "none",
            is_title=base.is_title or key in {"Title", "Tytuł"},
            level=int(level) if re.fullmatch("[1-9]", level) else base.level,
        )

    def list_form(self, key: str | None, depth: int) -> str:
        forms = self._lists.get(key or "", [])
        return forms[depth - 1] if 0 < depth <= len(forms) else "–"


def _forms(style: Element) -> Iterator[str]:
    for level in style:
        if local(level) == "list-level-style-number" and attribute(level, "num-format"):
            yield attribute(level, "num-format") or "1"
        else:
            yield "–"


@dataclass(slots=True)
class _Paragraph:
    text: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    bold: int = 0
    plain: int = 0

    def add(self, text: str | None, style: _Style) -> None:
        if text and not style.is_hidden:
            # In XML an end of line is only a blank.
            self.text.append(re.sub(r"[\r\n\t ]+", " ", text))
            weight = len(text.strip())
            self.bold += weight if style.is_bold else 0
            self.plain += 0 if style.is_bold else weight


class _Reader:
    def __init__(self, styles: _Styles) -> None:
        self._styles = styles

    def blocks(self, parent: Element) -> Iterator[Block]:
        for node in parent:
            name = local(node)
            if name in {"p", "h"}:
                yield from self._paragraph(node)
            elif name == "list":
                yield from self._list(node, None, 1)
            elif name == "table":
                yield Table(list(self._rows(node)))
            elif name not in _SKIPPED:
                yield from self.blocks(node)

    def _list(self, node: Element, style: str | None, depth: int) -> Iterator[Block]:
        style = attribute(node, "style-name") or style
        form = self._styles.list_form(style, depth)
        for number, item in enumerate(node, start=1):
            marker = form if form == "–" else _number(number, form)
            if local(item) == "list-header":
                marker = ""
            for part in item:
                if local(part) == "list":
                    yield from self._list(part, style, depth + 1)
                elif local(part) in {"p", "h"}:
                    yield from self._paragraph(part, marker, depth - 1)
                    marker = ""

    def _rows(self, table: Element) -> Iterator[list[list[Block]]]:
        for node in table:
            if local(node) == "table-row":
                yield [
                    [] if local(cell) == "covered-table-cell" else self._cell(cell)
                    for cell in node
                    if local(cell) in {"table-cell", "covered-table-cell"}
                ]
            elif local(node) in {"table-header-rows", "table-rows", "table-row-group"}:
                yield from self._rows(node)

    def _cell(self, cell: Element) -> list[Block]:
        return list(self.blocks(cell))

    def _paragraph(
        self, node: Element, marker: str = "", depth: int = 0
    ) -> Iterator[Block]:
        style = self._styles.named(attribute(node, "style-name"))
        paragraph = _Paragraph()
        self._gather(node, paragraph, style)
        yield from paragraph.boxes
        level = attribute(node, "outline-level") or ""
        line = Line(
            text="".join(paragraph.text),
            level=_level(level, style) if local(node) == "h" else 0,
            is_bold=paragraph.bold > 0 and not paragraph.plain,
            is_title=style.is_title,
            marker=marker,
            depth=depth,
        )
        yield from broken(line)

    def _gather(self, node: Element, paragraph: _Paragraph, style: _Style) -> None:
        paragraph.add(node.text, style)
        for part in node:
            self._gather_part(part, paragraph, style)
            paragraph.add(part.tail, style)

    def _gather_part(self, part: Element, paragraph: _Paragraph, style: _Style) -> None:
        name = local(part)
        if name == "s":
            paragraph.text.append(" ")
        elif name == "tab":
            paragraph.text.append("\t")
        elif name == "line-break":
            paragraph.text.append("\n")
        elif name == "text-box":
            paragraph.boxes += self.blocks(part)
        elif name == "span":
            own = self._styles.named(attribute(part, "style-name"))
            self._gather(part, paragraph, _over(style, own))
        elif name not in _SKIPPED and name not in {"title", "desc"}:
            self._gather(part, paragraph, style)


def _over(style: _Style, own: _Style) -> _Style:
    bold = style.is_bold if own.is_bold is None else own.is_bold
    return _Style(is_bold=bold, is_hidden=style.is_hidden or own.is_hidden)


def _level(written: str, style: _Style) -> int:
    return int(written) if re.fullmatch("[1-9]", written) else style.level or 1


def _number(number: int, form: str) -> str:
    if form == "I" and number <= len(ROMAN):
        return f"{ROMAN[number - 1]}."
    if form in {"a", "A"} and number <= len("abcdefghijklmnopqrstuvwxyz"):
        return f"{chr(ord(form) + number - 1)})"
    return f"{number}."
