"""DOCX with what programs leave in it: text boxes, tracked changes, split runs."""

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.factories.scenarios.docx_layouts import (
    ends,
    facts,
    middle,
    saved,
    step_line,
)
from tests.factories.scenarios.lessons import Lesson

_BOX = """<w:p {ns}><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Choice xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>{lines}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>
<mc:Fallback><w:pict><w:txbxContent>{lines}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""


def text_boxes(lesson: Lesson) -> bytes:
    document = docx.Document()
    body = document.element.body
    lines = "".join(
        f"<w:p><w:r><w:t>{label}: {value}</w:t></w:r></w:p>"
        for label, value in facts(lesson)
    )
    body.insert(0, parse_xml(_BOX.format(ns=nsdecls("w"), lines=lines)))
    for label, values in middle(lesson):
        document.add_paragraph(f"{label}: {'; '.join(values)}")
    document.add_heading("Przebieg zajęć", 1)
    for step in lesson.steps:
        document.add_heading(step_line(step), 2)
        document.add_paragraph(step[2])
    for label, text in ends(lesson):
        document.add_paragraph(f"{label}: {text}")
    return saved(document)


def tracked_changes(lesson: Lesson) -> bytes:
    """What was deleted is still in the file, and is no text."""
    document = docx.Document()
    body = document.element.body
    made: list[str] = []
    lines = ["Scenariusz lekcji", *(f"{k}: {v}" for k, v in facts(lesson))]
    for label, values in middle(lesson):
        lines += [f"{label}:", *values]
    lines.append("Przebieg lekcji")
    for step in lesson.steps:
        lines += [step_line(step), step[2]]
    lines += [f"{label}: {text}" for label, text in ends(lesson)]
    for line in lines:
        half = len(line) // 2
        made.append(
            f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">{line[:half]}</w:t></w:r>'
            f'<w:del w:id="1" w:author="M"><w:r><w:delText>SKREŚLONE</w:delText></w:r></w:del>'
            f'<w:ins w:id="2" w:author="M"><w:r><w:t xml:space="preserve">{line[half:]}</w:t></w:r></w:ins></w:p>'
        )
    for number, paragraph in enumerate(made):
        body.insert(number, parse_xml(paragraph))
    return saved(document)


def online_editor(lesson: Lesson) -> bytes:
    """As an online editor exports: no styles, every word a run, bold by hand."""
    document = docx.Document()

    def add(text: str, *, bold: bool = False) -> None:
        paragraph = document.add_paragraph()
        for word in text.split(" "):
            run = paragraph.add_run(f"{word} ")
            run.bold = bold
            run.font.name = "Arial"

    add("Scenariusz lekcji", bold=True)
    for label, value in facts(lesson):
        add(f"{label}: {value}")
    for label, lines in middle(lesson):
        add(label, bold=True)
        for line in lines:
            add(f"● {line}")
    add("Przebieg lekcji", bold=True)
    for step in lesson.steps:
        add(step_line(step), bold=True)
        add(step[2])
    for label, text in ends(lesson):
        add(label, bold=True)
        add(text)
    return saved(document)
