"""Reading HTML of ours the way a screen reader would: headings, links, tables."""

from collections.abc import Iterator
from html.parser import HTMLParser

from home.content.links import Link, problems_of_links
from home.content.problems import Problem, ProblemKind
from home.content.words import problems_of_paragraph, problems_of_words

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"p", "li", "blockquote", "td", "th", *_HEADINGS}
_LONGEST_HEADING = 90


class _Reader(HTMLParser):
    """Gathers what the checks look at, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self.links: list[Link] = []
        self._level = 1
        self._block: list[str] = []
        self._bold: list[str] = []
        self._link: list[str] | None = None
        self._target = ""
        self._bold_depth = 0
        self._has_header = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self._block, self._bold = [], []
        if tag == "a":
            self._link = []
            kind = values.get("linktype", "")
            self._target = f"{kind}:{values['id']}" if kind else values.get("href", "")
        elif tag in {"b", "strong"}:
            self._bold_depth += 1
        elif tag == "table":
            self._has_header = False
        elif tag == "th":
            self._has_header = True

    def handle_data(self, data: str) -> None:
        self._block.append(data)
        if self._bold_depth:
            self._bold.append(data)
        if self._link is not None:
            self._link.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            self.links.append(Link("".join(self._link), self._target))
            self._link = None
        elif tag in {"b", "strong"}:
            self._bold_depth = max(0, self._bold_depth - 1)
        elif tag == "table" and not self._has_header:
            self.problems.append(Problem(ProblemKind.NO_TABLE_HEADER))
        elif tag in _BLOCKS:
            self._close(tag, " ".join("".join(self._block).split()))
            self._block, self._bold = [], []

    def _close(self, tag: str, text: str) -> None:
        if tag in _HEADINGS:
            level = int(tag[1])
            if level > self._level + 1:
                self.problems.append(Problem(ProblemKind.HEADING_JUMP, text))
            self._level = level
            self.problems += problems_of_words(text)
            return
        self.problems += problems_of_paragraph(text)
        bold = " ".join("".join(self._bold).split())
        if tag == "p" and text and bold == text and len(text) <= _LONGEST_HEADING:
            self.problems.append(Problem(ProblemKind.FALSE_HEADING, text))


def problems_of_html(html: str) -> Iterator[Problem]:
    """Read a text that stands under the title of a page; linear in its length."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.problems
    yield from problems_of_links(reader.links)
