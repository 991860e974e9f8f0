"""What makes a text hard to read for somebody; said to its writer, never a refusal."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProblemKind(models.TextChoices):
    NO_ALT = "no_alt", _("A picture without a description")
    POOR_ALT = "poor_alt", _("The description of a picture says too little")
    HEADING_JUMP = "heading_jump", _("A heading skips a level")
    FALSE_HEADING = "false_heading", _("Bold text instead of a heading")
    VAGUE_LINK = "vague_link", _("The words of a link do not say where it leads")
    BARE_LINK = "bare_link", _("A bare address instead of the words of a link")
    SAME_LINKS = "same_links", _("The same words lead to different places")
    CAPITALS = "capitals", _("A text in CAPITALS")
    NO_TABLE_HEADER = "no_table_header", _("A table without headers")
    LONG_PARAGRAPH = "long_paragraph", _("A very long paragraph")


ADVICE = {
    ProblemKind.NO_ALT: _("Say in one sentence what the picture shows."),
    ProblemKind.POOR_ALT: _(
        "Write what can be seen, not the name of the file or the word “picture”."
    ),
    ProblemKind.HEADING_JUMP: _("Use the next level: section, then subsection."),
    ProblemKind.FALSE_HEADING: _(
        "Make it a heading: screen readers jump from one to the next."
    ),
    ProblemKind.VAGUE_LINK: _("Link the words that name the page or the document."),
    ProblemKind.BARE_LINK: _("Put the address under words that say what is there."),
    ProblemKind.SAME_LINKS: _("Give each link words of its own."),
    ProblemKind.CAPITALS: _("Write in ordinary letters; use bold if it matters."),
    ProblemKind.NO_TABLE_HEADER: _("Make the first row or column a header."),
    ProblemKind.LONG_PARAGRAPH: _("Divide it: one thought, one paragraph."),
}


@dataclass(frozen=True)
class Problem:
    """One thing to correct, and the words it concerns."""

    kind: ProblemKind
    excerpt: str = ""

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def advice(self) -> str:
        return str(ADVICE[self.kind])
