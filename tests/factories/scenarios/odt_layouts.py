"""ODT written by hand, as LibreOffice and online editors write it."""

from xml.sax.saxutils import escape

from tests.factories.files import OPEN, zipped
from tests.factories.scenarios.docx_layouts import ends, facts, middle, step_line
from tests.factories.scenarios.lessons import Lesson

_SPACES = " ".join(
    f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for key, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)
_STYLES = """<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="PB" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>
</office:automatic-styles>"""


def odt(body: str, *, styles: str = "") -> bytes:
    """Make an ODT of the body's XML, perhaps with the part that holds headers."""
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {_SPACES}>"
        f"{_STYLES}<office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    parts = {"mimetype": f"{OPEN}text".encode(), "content.xml": content.encode()}
    if styles:
        parts["styles.xml"] = (
            f"<office:document-styles {_SPACES}><office:master-styles>{styles}"
            "</office:master-styles></office:document-styles>"
        ).encode()
    return zipped(parts, deflate=False)


def _p(text: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{escape(text)}</text:p>"


def _h(text: str, level: int) -> str:
    return f'<text:h text:outline-level="{level}">{escape(text)}</text:h>'


def _list(lines: list[str], style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    items = "".join(f"<text:list-item>{_p(line)}</text:list-item>" for line in lines)
    return f"<text:list{named}>{items}</text:list>"


def libreoffice_styles(lesson: Lesson) -> bytes:
    body = _h("Scenariusz zajęć", 1)
    body += "".join(_p(f"{label}: {value}") for label, value in facts(lesson))
    for label, lines in middle(lesson):
        body += _h(label, 2) + _list(list(lines))
    body += _h("Przebieg zajęć", 2)
    for step in lesson.steps:
        body += _h(step_line(step), 3) + _p(step[2])
    body += "".join(_h(label, 2) + _p(text) for label, text in ends(lesson))
    return odt(body)


def libreoffice_bold(lesson: Lesson) -> bytes:
    """Bold by hand, blanks as elements, a header with the name of the school."""
    body = _p("Konspekt lekcji", "PB")
    for label, value in facts(lesson):
        body += (
            f'<text:p><text:span text:style-name="B">{label}:</text:span>'
            f'<text:s text:c="2"/>{escape(value)}</text:p>'
        )
    for label, lines in middle(lesson):
        body += _p(f"{label}:", "PB") + "".join(_p(f"- {line}") for line in lines)
    body += _p("Przebieg lekcji:", "PB")
    for step in lesson.steps:
        body += _p(step_line(step), "PB") + _p(step[2])
    body += "".join(_p(f"{label}:", "PB") + _p(text) for label, text in ends(lesson))
    header = f"<style:master-page><style:header>{_p('Zespół Szkół w Brzezinie')}</style:header></style:master-page>"
    return odt(body, styles=header)


def _cell(text: str) -> str:
    return (
        f"<table:table-cell>{''.join(map(_p, text.split(chr(10))))}</table:table-cell>"
    )


def _table(rows: list[list[str]]) -> str:
    made = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows
    )
    return f"<table:table>{made}</table:table>"


def libreoffice_tables(lesson: Lesson) -> bytes:
    pairs = [[label, value] for label, value in facts(lesson)]
    pairs += [[label, "\n".join(lines)] for label, lines in middle(lesson)]
    flow = [["Część zajęć", "Czas", "Opis działań", "Uwagi"]]
    flow += [[title, f"{minutes}'", what, ""] for title, minutes, what in lesson.steps]
    body = _h("Scenariusz", 1) + _table(pairs) + _p("Przebieg zajęć:") + _table(flow)
    body += "".join(_p(f"{label}: {text}") for label, text in ends(lesson))
    return odt(body)


def hidden_text(lesson: Lesson) -> bytes:
    """Hidden and deleted text is in the file, and none of it is read."""
    secret = (
        '<text:p><text:span text:style-name="H">SKREŚLONE</text:span></text:p>'
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"{_p('Temat: SKREŚLONE')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    body = secret + _p("Scenariusz lekcji")
    body += "".join(_p(f"{label}: {value}") for label, value in facts(lesson))
    for label, lines in middle(lesson):
        body += _p(f"{label}:") + _list(list(lines), "N")
    body += _p("Przebieg lekcji:")
    for step in lesson.steps:
        body += _p(step_line(step)) + _p(step[2])
    body += "".join(_p(f"{label}: {text}") for label, text in ends(lesson))
    return odt(body)


def online_editor_odt(lesson: Lesson) -> bytes:
    """Spans within words, breaks instead of paragraphs, a frame for the title."""
    frame = (
        f"<text:p><draw:frame><draw:text-box>{_p('Temat: ' + lesson.title)}"
        "</draw:text-box></draw:frame></text:p>"
    )
    body = frame
    for label, value in facts(lesson):
        if label != "Temat":
            body += f"<text:p><text:span>{label}</text:span><text:span>: {escape(value)}</text:span></text:p>"
    for label, lines in middle(lesson):
        joined = "<text:line-break/>".join(escape(line) for line in lines)
        body += f"<text:p>{label}:<text:line-break/>{joined}</text:p>"
    body += _p("Przebieg zajęć")
    for step in lesson.steps:
        body += _list([f"{step_line(step)}: {step[2]}"], "N")
    body += "".join(_p(f"{label}: {text}") for label, text in ends(lesson))
    return odt(body)


def plain_file(lesson: Lesson) -> bytes:
    """A text file, as pasted out of an e-mail."""
    lines = ["Scenariusz lekcji", *(f"{k}: {v}" for k, v in facts(lesson))]
    for label, values in middle(lesson):
        lines += ["", f"{label}:", *(f" - {value}" for value in values)]
    lines += ["", "Przebieg lekcji:"]
    for step in lesson.steps:
        lines += [step_line(step), step[2]]
    lines += [f"{label}: {text}" for label, text in ends(lesson)]
    return "\r\n".join(lines).encode()
