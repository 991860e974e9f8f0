"""DOCX in the many ways in which teachers, programs and years have built them."""

import io
from collections.abc import Callable, Iterable

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell

from tests.factories.scenarios.lessons import Lesson

Layout = Callable[[Lesson], bytes]


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _step_line(step: tuple[str, int, str]) -> str:
    return f"{step[0]} ({step[1]} min)"


def _facts(lesson: Lesson) -> list[tuple[str, str]]:
    return [
        ("Przedmiot", lesson.subject),
        ("Klasa", lesson.classes),
        ("Temat", lesson.title),
        ("Czas trwania", lesson.time),
    ]


def _middle(lesson: Lesson) -> list[tuple[str, Iterable[str]]]:
    return [
        ("Cele operacyjne", lesson.goals),
        ("Kryteria sukcesu", lesson.criteria),
        ("Metody pracy", [lesson.methods]),
        ("Formy pracy", [lesson.forms]),
        ("Środki dydaktyczne", [lesson.aids]),
    ]


def _end(lesson: Lesson) -> list[tuple[str, str]]:
    ends = [
        ("Ewaluacja", lesson.evaluation),
        ("Praca domowa", lesson.homework),
        ("Bibliografia", lesson.source),
    ]
    return [(label, text) for label, text in ends if text]


def _bold(document: Document, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def heading_styles(lesson: Lesson) -> bytes:
    document = docx.Document()
    document.add_heading("Scenariusz zajęć", 0)
    for label, value in _facts(lesson):
        document.add_paragraph(f"{label}: {value}")
    for label, lines in _middle(lesson):
        document.add_heading(label, 1)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")
    document.add_heading("Przebieg zajęć", 1)
    for step in lesson.steps:
        document.add_heading(_step_line(step), 2)
        document.add_paragraph(step[2])
    for label, text in _end(lesson):
        document.add_heading(label, 1)
        document.add_paragraph(text)
    return saved(document)


def bold_headings(lesson: Lesson) -> bytes:
    document = docx.Document()
    _bold(document, "KONSPEKT LEKCJI")
    for label, value in _facts(lesson):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(value)
    for label, lines in _middle(lesson):
        _bold(document, f"{label}:")
        for line in lines:
            document.add_paragraph(f"- {line}")
    _bold(document, "Przebieg lekcji:")
    for step in lesson.steps:
        _bold(document, f"{step[0]} – {step[1]} minut")
        document.add_paragraph(step[2])
    for label, text in _end(lesson):
        _bold(document, f"{label}:")
        document.add_paragraph(text)
    return saved(document)


def plain_text(lesson: Lesson) -> bytes:
    document = docx.Document()
    lines = ["Scenariusz lekcji"]
    lines += [f"{label}: {value}" for label, value in _facts(lesson)]
    for label, values in _middle(lesson):
        lines += [f"{label}:", *values]
    lines += ["Przebieg lekcji:"]
    for title, minutes, what in lesson.steps:
        lines += [f"{title} ({minutes} min)", what]
    lines += [f"{label}: {text}" for label, text in _end(lesson)]
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def _fill(cell: _Cell, lines: Iterable[str]) -> None:
    cell.text = "\n".join(lines)


def facts_and_flow_in_tables(lesson: Lesson) -> bytes:
    document = docx.Document()
    document.add_heading("Scenariusz zajęć edukacyjnych", 1)
    facts = document.add_table(rows=0, cols=2)
    for label, value in [
        *_facts(lesson),
        *((k, "\n".join(v)) for k, v in _middle(lesson)),
    ]:
        row = facts.add_row().cells
        row[0].text, row[1].text = label, value
    document.add_paragraph("Przebieg zajęć")
    flow = document.add_table(rows=1, cols=4)
    heads = ("Faza zajęć", "Czas", "Czynności nauczyciela", "Czynności uczniów")
    for cell, head in zip(flow.rows[0].cells, heads, strict=True):
        cell.text = head
    for title, minutes, what in lesson.steps:
        cells = flow.add_row().cells
        cells[0].text, cells[1].text = title, f"{minutes} min"
        cells[2].text, cells[3].text = what, "Uczniowie wykonują polecenia."
    for label, text in _end(lesson):
        document.add_paragraph(f"{label}: {text}")
    return saved(document)


def roman_numerals(lesson: Lesson) -> bytes:
    document = docx.Document()
    document.add_paragraph("Scenariusz lekcji")
    parts: list[tuple[str, Iterable[str]]] = [
        *((label, [value]) for label, value in _facts(lesson)),
        *_middle(lesson),
    ]
    numerals = iter("I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split())  # noqa: SIM905
    for label, values in parts:
        lines = list(values)
        if len(lines) == 1:
            document.add_paragraph(f"{next(numerals)}. {label}: {lines[0]}")
            continue
        document.add_paragraph(f"{next(numerals)}. {label}:")
        for letter, line in zip("abcdefgh", lines, strict=False):
            document.add_paragraph(f"{letter}) {line}")
    document.add_paragraph(f"{next(numerals)}. Tok lekcji:")
    for number, step in enumerate(lesson.steps, start=1):
        document.add_paragraph(f"{number}. {_step_line(step)}")
        document.add_paragraph(step[2])
    for label, text in _end(lesson):
        document.add_paragraph(f"{next(numerals)}. {label}: {text}")
    return saved(document)


def everything_in_one_table(lesson: Lesson) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    rows: list[tuple[str, Iterable[str]]] = [
        ("SCENARIUSZ LEKCJI", [""]),
        *((label, [value]) for label, value in _facts(lesson)),
        *_middle(lesson),
        (
            "Przebieg lekcji",
            [line for step in lesson.steps for line in (_step_line(step), step[2])],
        ),
        *((label, [text]) for label, text in _end(lesson)),
    ]
    for label, lines in rows:
        cells = table.add_row().cells
        cells[0].text = label
        _fill(cells[1], lines)
    return saved(document)


def nested_tables(lesson: Lesson) -> bytes:
    document = docx.Document()
    frame = document.add_table(rows=2, cols=1)
    _fill(
        frame.rows[0].cells[0],
        [
            "Scenariusz zajęć",
            *(f"{label}: {value}" for label, value in _facts(lesson)),
            *(
                line
                for label, values in _middle(lesson)
                for line in (f"{label}:", *values)
            ),
        ],
    )
    cell = frame.rows[1].cells[0]
    cell.text = "Przebieg zajęć:"
    inner = cell.add_table(rows=1, cols=3)
    for one, head in zip(
        inner.rows[0].cells, ("Etap", "Czas (min)", "Przebieg"), strict=True
    ):
        one.text = head
    for title, minutes, what in lesson.steps:
        cells = inner.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = title, str(minutes), what
    for label, text in _end(lesson):
        document.add_paragraph(f"{label}: {text}")
    return saved(document)


def capitals(lesson: Lesson) -> bytes:
    document = docx.Document()
    document.add_paragraph("SCENARIUSZ ZAJĘĆ")
    for label, value in _facts(lesson):
        document.add_paragraph(f"{label.upper()}: {value}")
    for label, lines in _middle(lesson):
        document.add_paragraph(label.upper())
        for line in lines:
            document.add_paragraph(f"• {line}")
    document.add_paragraph("PRZEBIEG ZAJĘĆ")
    for title, minutes, what in lesson.steps:
        document.add_paragraph(f"{title.upper()} ({minutes} MIN)")
        document.add_paragraph(what)
    for label, text in _end(lesson):
        document.add_paragraph(label.upper())
        document.add_paragraph(text)
    return saved(document)


def numbered_lists(lesson: Lesson) -> bytes:
    """The steps are an automatic list; the minutes stand at their ends."""
    document = docx.Document()
    document.add_paragraph("Scenariusz lekcji", style="Title")
    for label, value in _facts(lesson):
        document.add_paragraph(f"{label} – {value}")
    for label, lines in _middle(lesson):
        document.add_paragraph(f"{label}:", style="Heading 2")
        for line in lines:
            document.add_paragraph(line, style="List Number 2")
    document.add_paragraph("Przebieg zajęć:", style="Heading 2")
    for title, minutes, what in lesson.steps:
        document.add_paragraph(f"{title}: {what} ({minutes} min)", style="List Number")
    for label, text in _end(lesson):
        document.add_paragraph(label, style="Heading 2")
        document.add_paragraph(text)
    return saved(document)


_BOX = """<w:p {ns}><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Choice xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>{lines}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>
<mc:Fallback><w:pict><w:txbxContent>{lines}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""


def text_boxes(lesson: Lesson) -> bytes:
    document = docx.Document()
    body = document.element.body
    lines = "".join(
        f"<w:p><w:r><w:t>{label}: {value}</w:t></w:r></w:p>"
        for label, value in _facts(lesson)
    )
    body.insert(0, parse_xml(_BOX.format(ns=nsdecls("w"), lines=lines)))
    for label, values in _middle(lesson):
        document.add_paragraph(f"{label}: {'; '.join(values)}")
    document.add_heading("Przebieg zajęć", 1)
    for step in lesson.steps:
        document.add_heading(_step_line(step), 2)
        document.add_paragraph(step[2])
    for label, text in _end(lesson):
        document.add_paragraph(f"{label}: {text}")
    return saved(document)


def tracked_changes(lesson: Lesson) -> bytes:
    """What was deleted is still in the file, and is no text."""
    document = docx.Document()
    body = document.element.body
    made: list[str] = []
    lines = ["Scenariusz lekcji", *(f"{k}: {v}" for k, v in _facts(lesson))]
    for label, values in _middle(lesson):
        lines += [f"{label}:", *values]
    lines.append("Przebieg lekcji")
    for step in lesson.steps:
        lines += [_step_line(step), step[2]]
    lines += [f"{label}: {text}" for label, text in _end(lesson)]
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
    for label, value in _facts(lesson):
        add(f"{label}: {value}")
    for label, lines in _middle(lesson):
        add(label, bold=True)
        for line in lines:
            add(f"● {line}")
    add("Przebieg lekcji", bold=True)
    for step in lesson.steps:
        add(_step_line(step), bold=True)
        add(step[2])
    for label, text in _end(lesson):
        add(label, bold=True)
        add(text)
    return saved(document)


def tabs(lesson: Lesson) -> bytes:
    document = docx.Document()
    document.add_paragraph("Scenariusz zajęć")
    document.add_paragraph(f"Temat:\t\t{lesson.title}")
    document.add_paragraph(
        f"Klasa: {lesson.classes}\tPrzedmiot: {lesson.subject}\tCzas: {lesson.time}"
    )
    for label, values in _middle(lesson):
        lines = list(values)
        document.add_paragraph(f"{label}:\t{lines[0]}")
        for line in lines[1:]:
            document.add_paragraph(f"\t{line}")
    document.add_paragraph("Przebieg zajęć:")
    for title, minutes, what in lesson.steps:
        document.add_paragraph(f"{minutes} min\t{title}: {what}")
    for label, text in _end(lesson):
        document.add_paragraph(f"{label}:\t{text}")
    return saved(document)


def title_in_header(lesson: Lesson) -> bytes:
    document = docx.Document()
    header = document.sections[0].header
    header.paragraphs[0].text = "Szkoła Podstawowa w Brzezinie"
    header.add_paragraph(f"Temat: {lesson.title}")
    for label, value in _facts(lesson):
        if label != "Temat":
            document.add_paragraph(f"{label}: {value}")
    return _rest_with_headings(document, lesson)


def _rest_with_headings(document: Document, lesson: Lesson) -> bytes:
    for label, lines in _middle(lesson):
        document.add_heading(label, 2)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")
    document.add_heading("Przebieg zajęć", 2)
    for step in lesson.steps:
        document.add_heading(_step_line(step), 3)
        document.add_paragraph(step[2])
    for label, text in _end(lesson):
        document.add_heading(label, 2)
        document.add_paragraph(text)
    return saved(document)


def line_breaks(lesson: Lesson) -> bytes:
    """Whoever learnt on a typewriter presses Shift+Enter."""
    document = docx.Document()
    document.add_paragraph(
        "\n".join(["Konspekt lekcji", *(f"{k}: {v}" for k, v in _facts(lesson))])
    )
    for label, values in _middle(lesson):
        document.add_paragraph("\n".join([f"{label}:", *values]))
    flow = ["Przebieg lekcji:"]
    for step in lesson.steps:
        flow += [_step_line(step), step[2]]
    document.add_paragraph("\n".join(flow))
    for label, text in _end(lesson):
        document.add_paragraph(f"{label}:\n{text}")
    return saved(document)


def styled_title(lesson: Lesson) -> bytes:
    """The title has a style and no label; facts stand in the line beneath."""
    document = docx.Document()
    document.add_paragraph(lesson.title, style="Title")
    document.add_paragraph(
        f"Scenariusz lekcji: {lesson.subject}, klasa {lesson.classes.removeprefix('klasa ')}, {lesson.time}",
        style="Subtitle",
    )
    return _rest_with_headings(document, lesson)


def quoted_title(lesson: Lesson) -> bytes:
    document = docx.Document()
    document.add_paragraph(f"Scenariusz zajęć pt. “{lesson.title}”")
    for label, value in _facts(lesson):
        if label != "Temat":
            document.add_paragraph(f"{label}: {value}")
    return _rest_with_headings(document, lesson)
