"""DOCX in the many ways in which teachers, programs and years have built them."""

import io
from collections.abc import Callable, Iterable

import docx
from docx.document import Document

from tests.factories.scenarios.lessons import Lesson

Layout = Callable[[Lesson], bytes]


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def step_line(step: tuple[str, int, str]) -> str:
    return f"{step[0]} ({step[1]} min)"


def facts(lesson: Lesson) -> list[tuple[str, str]]:
    return [
        ("Przedmiot", lesson.subject),
        ("Klasa", lesson.classes),
        ("Temat", lesson.title),
        ("Czas trwania", lesson.time),
    ]


def middle(lesson: Lesson) -> list[tuple[str, Iterable[str]]]:
    return [
        ("Cele operacyjne", lesson.goals),
        ("Kryteria sukcesu", lesson.criteria),
        ("Metody pracy", [lesson.methods]),
        ("Formy pracy", [lesson.forms]),
        ("Środki dydaktyczne", [lesson.aids]),
    ]


def ends(lesson: Lesson) -> list[tuple[str, str]]:
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
    for label, value in facts(lesson):
        document.add_paragraph(f"{label}: {value}")
    for label, lines in middle(lesson):
        document.add_heading(label, 1)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")
    document.add_heading("Przebieg zajęć", 1)
    for step in lesson.steps:
        document.add_heading(step_line(step), 2)
        document.add_paragraph(step[2])
    for label, text in ends(lesson):
        document.add_heading(label, 1)
        document.add_paragraph(text)
    return saved(document)


def bold_headings(lesson: Lesson) -> bytes:
    document = docx.Document()
    _bold(document, "KONSPEKT LEKCJI")
    for label, value in facts(lesson):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(value)
    for label, lines in middle(lesson):
        _bold(document, f"{label}:")
        for line in lines:
            document.add_paragraph(f"- {line}")
    _bold(document, "Przebieg lekcji:")
    for step in lesson.steps:
        _bold(document, f"{step[0]} – {step[1]} minut")
        document.add_paragraph(step[2])
    for label, text in ends(lesson):
        _bold(document, f"{label}:")
        document.add_paragraph(text)
    return saved(document)


def plain_text(lesson: Lesson) -> bytes:
    document = docx.Document()
    lines = ["Scenariusz lekcji"]
    lines += [f"{label}: {value}" for label, value in facts(lesson)]
    for label, values in middle(lesson):
        lines += [f"{label}:", *values]
    lines += ["Przebieg lekcji:"]
    for title, minutes, what in lesson.steps:
        lines += [f"{title} ({minutes} min)", what]
    lines += [f"{label}: {text}" for label, text in ends(lesson)]
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def roman_numerals(lesson: Lesson) -> bytes:
    document = docx.Document()
    document.add_paragraph("Scenariusz lekcji")
    parts: list[tuple[str, Iterable[str]]] = [
        *((label, [value]) for label, value in facts(lesson)),
        *middle(lesson),
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
        document.add_paragraph(f"{number}. {step_line(step)}")
        document.add_paragraph(step[2])
    for label, text in ends(lesson):
        document.add_paragraph(f"{next(numerals)}. {label}: {text}")
    return saved(document)


def capitals(lesson: Lesson) -> bytes:
    document = docx.Document()
    document.add_paragraph("SCENARIUSZ ZAJĘĆ")
    for label, value in facts(lesson):
        document.add_paragraph(f"{label.upper()}: {value}")
    for label, lines in middle(lesson):
        document.add_paragraph(label.upper())
        for line in lines:
            document.add_paragraph(f"• {line}")
    document.add_paragraph("PRZEBIEG ZAJĘĆ")
    for title, minutes, what in lesson.steps:
        document.add_paragraph(f"{title.upper()} ({minutes} MIN)")
        document.add_paragraph(what)
    for label, text in ends(lesson):
        document.add_paragraph(label.upper())
        document.add_paragraph(text)
    return saved(document)


def numbered_lists(lesson: Lesson) -> bytes:
    """The steps are an automatic list; the minutes stand at their ends."""
    document = docx.Document()
    document.add_paragraph("Scenariusz lekcji", style="Title")
    for label, value in facts(lesson):
        document.add_paragraph(f"{label} – {value}")
    for label, lines in middle(lesson):
        document.add_paragraph(f"{label}:", style="Heading 2")
        for line in lines:
            document.add_paragraph(line, style="List Number 2")
    document.add_paragraph("Przebieg zajęć:", style="Heading 2")
    for title, minutes, what in lesson.steps:
        document.add_paragraph(f"{title}: {what} ({minutes} min)", style="List Number")
    for label, text in ends(lesson):
        document.add_paragraph(label, style="Heading 2")
        document.add_paragraph(text)
    return saved(document)


def tabs(lesson: Lesson) -> bytes:
    document = docx.Document()
    document.add_paragraph("Scenariusz zajęć")
    document.add_paragraph(f"Temat:\t\t{lesson.title}")
    document.add_paragraph(
        f"Klasa: {lesson.classes}\tPrzedmiot: {lesson.subject}\tCzas: {lesson.time}"
    )
    for label, values in middle(lesson):
        lines = list(values)
        document.add_paragraph(f"{label}:\t{lines[0]}")
        for line in lines[1:]:
            document.add_paragraph(f"\t{line}")
    document.add_paragraph("Przebieg zajęć:")
    for title, minutes, what in lesson.steps:
        document.add_paragraph(f"{minutes} min\t{title}: {what}")
    for label, text in ends(lesson):
        document.add_paragraph(f"{label}:\t{text}")
    return saved(document)


def title_in_header(lesson: Lesson) -> bytes:
    document = docx.Document()
    header = document.sections[0].header
    header.paragraphs[0].text = "Szkoła Podstawowa w Brzezinie"
    header.add_paragraph(f"Temat: {lesson.title}")
    for label, value in facts(lesson):
        if label != "Temat":
            document.add_paragraph(f"{label}: {value}")
    return _rest_with_headings(document, lesson)


def _rest_with_headings(document: Document, lesson: Lesson) -> bytes:
    for label, lines in middle(lesson):
        document.add_heading(label, 2)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")
    document.add_heading("Przebieg zajęć", 2)
    for step in lesson.steps:
        document.add_heading(step_line(step), 3)
        document.add_paragraph(step[2])
    for label, text in ends(lesson):
        document.add_heading(label, 2)
        document.add_paragraph(text)
    return saved(document)


def line_breaks(lesson: Lesson) -> bytes:
    """Whoever learnt on a typewriter presses Shift+Enter."""
    document = docx.Document()
    document.add_paragraph(
        "\n".join(["Konspekt lekcji", *(f"{k}: {v}" for k, v in facts(lesson))])
    )
    for label, values in middle(lesson):
        document.add_paragraph("\n".join([f"{label}:", *values]))
    flow = ["Przebieg lekcji:"]
    for step in lesson.steps:
        flow += [step_line(step), step[2]]
    document.add_paragraph("\n".join(flow))
    for label, text in ends(lesson):
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
    for label, value in facts(lesson):
        if label != "Temat":
            document.add_paragraph(f"{label}: {value}")
    return _rest_with_headings(document, lesson)
