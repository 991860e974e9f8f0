"""The styles and lists of a DOCX, as far as they tell headings and lists."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from bank.documents.parts import attribute, child, local, xml_part

_HEADING = re.compile(r"(?:heading|nagłówek|naglowek|nagwek)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|tytuł|tytul|tytu)", re.IGNORECASE)
_OFF = {"0", "false", "none", "off"}
_BODY_LEVEL = 9  # what an outline level of „body text” is written as
_DEEPEST = 20  # styles based on styles


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style says."""

    level: int = 0
    is_title: bool = False
    is_bold: bool = False
    is_hidden: bool = False
    list_id: str = ""
    list_level: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """What a run looks like."""

    is_bold: bool
    is_hidden: bool


class Styles:
    def __init__(self, styles: dict[str, Element], lists: dict[str, list[str]]) -> None:
        self._nodes = styles
        self._lists = lists
        self._known: dict[str, Style] = {}
        self._default = next(
            (
                key
                for key, node in styles.items()
                if attribute(node, "default") == "1"
                and attribute(node, "type") == "paragraph"
            ),
            "",
        )

    @classmethod
    def of(cls, archive: zipfile.ZipFile) -> Styles:
        root = xml_part(archive, "word/styles.xml")
        nodes = [] if root is None else [n for n in root if local(n) == "style"]
        styles = {attribute(node, "styleId") or "": node for node in nodes}
        return cls(styles, _list_forms(xml_part(archive, "word/numbering.xml")))

    def of_paragraph(self, properties: Element | None) -> Style:
        key = attribute(child(properties, "pStyle"), "val") or self._default
        return _with_paragraph(self._named(key), properties)

    def of_run(self, properties: Element | None, style: Style) -> Look:
        character = self._named(attribute(child(properties, "rStyle"), "val") or "")
        bold = _switch(child(properties, "b"))
        hidden = _switch(child(properties, "vanish"))
        return Look(
            is_bold=(style.is_bold or character.is_bold) if bold is None else bold,
            is_hidden=style.is_hidden if hidden is None else hidden,
        )

    def list_form(self, style: Style) -> str:
        """Tell how the list is numbered: „bullet”, „decimal”, „upperRoman”…"""
        levels = self._lists.get(style.list_id, [])
        if style.list_level < len(levels):
            return levels[style.list_level]
        return "bullet"

    def _named(self, key: str, depth: int = 0) -> Style:
        if key not in self._known:
            node = self._nodes.get(key)
            if node is None or depth > _DEEPEST:
                return Style()
            base = attribute(child(node, "basedOn"), "val") or ""
            inherited = self._named(base, depth + 1) if base else Style()
            self._known[key] = _style(node, inherited)
        return self._known[key]


def _style(node: Element, inherited: Style) -> Style:
    name = attribute(child(node, "name"), "val") or ""
    style = _with_paragraph(inherited, child(node, "pPr"))
    if heading := _HEADING.fullmatch(name):
        style = replace(style, level=int(heading[1]))
    elif _TITLE.fullmatch(name):
        style = replace(style, is_title=True)
    bold = _switch(child(node, "rPr", "b"))
    hidden = _switch(child(node, "rPr", "vanish"))
    return replace(
        style,
        is_bold=style.is_bold if bold is None else bold,
        is_hidden=style.is_hidden if hidden is None else hidden,
    )


def _with_paragraph(style: Style, properties: Element | None) -> Style:
    """Add what the properties of the paragraph itself say."""
    outline = _small(attribute(child(properties, "outlineLvl"), "val"))
    if outline is not None:
        level = 0 if outline >= _BODY_LEVEL else outline + 1
        style = replace(style, level=level)
    numbering = child(properties, "numPr")
    if numbering is not None:
        key = attribute(child(numbering, "numId"), "val") or style.list_id
        level = _small(attribute(child(numbering, "ilvl"), "val")) or 0
        style = replace(style, list_id="" if key == "0" else key, list_level=level)
    return style


def _small(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch("[0-9]{1,2}", text) else None


def _switch(node: Element | None) -> bool | None:
    if node is None:
        return None
    return (attribute(node, "val") or "1").lower() not in _OFF


def _list_forms(root: Element | None) -> dict[str, list[str]]:
    """Give for each list how its levels are numbered."""
    if root is None:
        return {}
    abstract = {
        attribute(node, "abstractNumId"): [
            attribute(child(level, "numFmt"), "val") or "decimal"
            for level in node
            if local(level) == "lvl"
        ]
        for node in root
        if local(node) == "abstractNum"
    }
    return {
        attribute(node, "numId") or "": abstract.get(
            attribute(child(node, "abstractNumId"), "val"), []
        )
        for node in root
        if local(node) == "num"
    }
