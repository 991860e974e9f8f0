"""More ways: time lines, merged cells, columns, content controls, two lessons."""

import docx
from docx.document import Document
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


def _head(document: Document, lesson: Lesson) -> None:
    document.add_heading("Scenariusz lekcji", 1)
    for label, value in facts(lesson):
        document.add_paragraph(f"{label}: {value}")
    for label, lines in middle(lesson):
        document.add_heading(label, 2)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")


def _tail(document: Document, lesson: Lesson) -> bytes:
    for label, text in ends(lesson):
        document.add_heading(label, 2)
        document.add_paragraph(text)
    return saved(document)


def time_line(lesson: Lesson) -> bytes:
    """Steps are places on a clock: 0–10 min, 10–35 min."""
    document = docx.Document()
    _head(document, lesson)
    document.add_heading("Przebieg zajęć", 2)
    now = 0
    for title, minutes, what in lesson.steps:
        document.add_paragraph(f"{now}–{now + minutes} min: {title}. {what}")
        now += minutes
    return _tail(document, lesson)


def flow_without_head(lesson: Lesson) -> bytes:
    document = docx.Document()
    _head(document, lesson)
    document.add_heading("Przebieg zajęć", 2)
    table = document.add_table(rows=0, cols=3)
    for title, minutes, what in lesson.steps:
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = title, f"{minutes} min", what
    return _tail(document, lesson)


def merged_phases(lesson: Lesson) -> bytes:
    """A phase spans several rows; its minutes stand in its own cell."""
    document = docx.Document()
    _head(document, lesson)
    table = document.add_table(rows=1, cols=3)
    heads = ("Etapy lekcji", "Przebieg lekcji", "Środki dydaktyczne")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    for title, minutes, what in lesson.steps:
        first = table.add_row().cells
        second = table.add_row().cells
        first[0].merge(second[0])
        first[0].text = f"{title}\n{minutes} minut"
        first[1].text, second[1].text = what, "Uczniowie zapisują wnioski w zeszytach."
        first[2].text = "zeszyty"
    return _tail(document, lesson)


def columns(lesson: Lesson) -> bytes:
    """A table whose head names a part in every column."""
    document = docx.Document()
    document.add_heading("Konspekt zajęć", 1)
    for label, value in facts(lesson):
        document.add_paragraph(f"{label}: {value}")
    table = document.add_table(rows=2, cols=5)
    for number, (label, lines) in enumerate(middle(lesson)):
        table.rows[0].cells[number].text = label
        table.rows[1].cells[number].text = "\n".join(lines)
    document.add_heading("Tok zajęć", 1)
    for number, step in enumerate(lesson.steps, start=1):
        document.add_paragraph(f"{number}) {step_line(step)} – {step[2]}")
    return _tail(document, lesson)


def content_controls(lesson: Lesson) -> bytes:
    """A form of the school: values are in content controls, within a table too."""
    document = docx.Document()
    body = document.element.body
    paragraphs = "".join(
        f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{label}: </w:t></w:r><w:sdt><w:sdtContent>"
        f"<w:r><w:t>{value}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        for label, value in facts(lesson)
    )
    block = f"<w:sdt {nsdecls('w')}><w:sdtContent>{paragraphs}</w:sdtContent></w:sdt>"
    body.insert(0, parse_xml(block))
    for label, values in middle(lesson):
        document.add_paragraph(f"{label}: {'; '.join(values)}")
    document.add_paragraph("Przebieg zajęć:")
    for step in lesson.steps:
        document.add_paragraph(f"• {step[0]} – ok. {step[1]} min. {step[2]}")
    for label, text in ends(lesson):
        document.add_paragraph(f"{label}: {text}")
    return saved(document)


def two_lessons(lesson: Lesson) -> bytes:
    """The first lesson, and another one after it in the same file."""
    document = docx.Document()
    _head(document, lesson)
    document.add_heading("Przebieg zajęć", 2)
    for step in lesson.steps:
        document.add_heading(step_line(step), 3)
        document.add_paragraph(step[2])
    for label, text in ends(lesson):
        document.add_heading(label, 2)
        document.add_paragraph(text)
    document.add_heading("Scenariusz lekcji", 1)
    document.add_paragraph("Temat: Zupełnie inna lekcja o ślimakach")
    document.add_paragraph("Cele: liczy ślimaki")
    document.add_paragraph("Przebieg zajęć: Idziemy do parku.")
    return saved(document)


def without_title(lesson: Lesson) -> bytes:
    document = docx.Document()
    for label, value in facts(lesson):
        if label != "Temat":
            document.add_paragraph(f"{label}: {value}")
    for label, lines in middle(lesson):
        document.add_heading(label, 2)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")
    document.add_heading("Przebieg zajęć", 2)
    for step in lesson.steps:
        document.add_heading(step_line(step), 3)
        document.add_paragraph(step[2])
    return _tail(document, lesson)


def kindergarten(lesson: Lesson) -> bytes:
    """A „konspekt” of a kindergarten: general and detailed aims, a course in points."""
    document = docx.Document()
    document.add_paragraph("KONSPEKT ZAJĘCIA OTWARTEGO W GRUPIE 5-LATKÓW")
    document.add_paragraph(f"Temat kompleksowy: {lesson.title}")
    document.add_paragraph("Prowadząca: nauczycielka grupy „Motylki”")
    document.add_paragraph(f"Czas trwania zajęć: {lesson.time}")
    document.add_paragraph("Cele ogólne:")
    document.add_paragraph("- rozwijanie zaciekawienia przyrodą")
    document.add_paragraph("Cele szczegółowe (dziecko):")
    for goal in lesson.goals:
        document.add_paragraph(f"- {goal}")
    for label, values in middle(lesson)[1:]:
        document.add_paragraph(f"{label}: {'; '.join(values)}")
    document.add_paragraph("Przebieg zajęcia:")
    for number, (title, minutes, what) in enumerate(lesson.steps, start=1):
        document.add_paragraph(f"{number}. {title} (ok. {minutes} minut) – {what}")
    for label, text in ends(lesson):
        document.add_paragraph(f"{label}: {text}")
    return saved(document)


def lesson_in_english(lesson: Lesson) -> bytes:
    """A teacher of English writes in English, with English quotes."""
    document = docx.Document()
    document.add_heading("Lesson plan", 1)
    document.add_paragraph(f"Topic: “{lesson.title}”")
    document.add_paragraph("Subject: English")
    document.add_paragraph("Grade: 6")
    document.add_paragraph("Time: 45 minutes")
    document.add_heading("Aims", 2)
    for goal in lesson.goals:
        document.add_paragraph(goal, style="List Bullet")
    document.add_heading("Success criteria", 2)
    for line in lesson.criteria:
        document.add_paragraph(line, style="List Bullet")
    document.add_heading("Materials", 2)
    document.add_paragraph(lesson.aids)
    document.add_heading("Procedure", 2)
    for title, minutes, what in lesson.steps:
        document.add_paragraph(f"{title} ({minutes} min)", style="Heading 3")
        document.add_paragraph(what)
    document.add_heading("Homework", 2)
    document.add_paragraph(lesson.homework)
    return saved(document)


def flow_as_prose(lesson: Lesson) -> bytes:
    document = docx.Document()
    _head(document, lesson)
    document.add_heading("Przebieg zajęć", 2)
    document.add_paragraph(
        "Zaczynamy od rozmowy w kręgu, potem dzieci losują zadania i pracują, "
        "a na koniec wspólnie oglądamy to, co powstało."
    )
    return _tail(document, lesson)


def phases_with_points(lesson: Lesson) -> bytes:
    """Phases in bold, under each its numbered points."""
    document = docx.Document()
    _head(document, lesson)
    document.add_heading("Przebieg zajęć", 2)
    for title, minutes, what in lesson.steps:
        document.add_paragraph().add_run(f"{title} [{minutes}']").bold = True
        document.add_paragraph(f"1. {what}")
        document.add_paragraph("2. Nauczyciel podchodzi do każdego.")
    return _tail(document, lesson)


def flow_at_length(lesson: Lesson) -> bytes:
    """Flow table with numbers, merged head and columns for who does what."""
    document = docx.Document()
    _head(document, lesson)
    table = document.add_table(rows=1, cols=5)
    heads = (
        "Lp.",
        "Ogniwo lekcji",
        "Działania nauczyciela",
        "Działania uczniów",
        "Czas trwania",
    )
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    for number, (title, minutes, what) in enumerate(lesson.steps, start=1):
        values = (
            f"{number}.",
            title,
            what,
            "Odpowiadają na pytania.",
            f"{minutes} minut",
        )
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = value
    return _tail(document, lesson)
