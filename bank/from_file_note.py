"""What the author is told about the file that a draft was begun from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bank.models import FromFile, LessonPlan, Material, Reading, StoredFile

LONG_PASSAGE: Final = 500
OPENING: Final = 120


@dataclass(frozen=True)
class Passage:
    """A text that found no field; of a long one, the opening is shown first."""

    id: int
    text: str

    @property
    def opening(self) -> str:
        if len(self.text) <= LONG_PASSAGE:
            return ""
        return f"{self.text[:OPENING].rsplit(' ', 1)[0]}…"


@dataclass(frozen=True)
class Note:
    """A draft's beginning, decided for `bank/partials/from_file.html`."""

    title: str
    text: str
    is_good: bool
    remarks: list[str]
    warnings: list[str]
    rest: list[Passage]


def note_of(text: Material) -> Note | None:
    """Say what was recognised; None for a draft begun otherwise, or long published."""
    begun = begun_from(text)
    if begun is None:
        return None
    is_new = begun.confirmed_at is None
    title, lead = _lead(begun, text) if is_new else ("", "")
    note = Note(
        title=title,
        text=lead,
        is_good=begun.reading == Reading.READ,
        remarks=_remarks(begun) if is_new else [],
        warnings=_warnings(begun) if _is_attached(begun.file, text) else [],
        rest=_passages(begun),
    )
    return note if note.title or note.warnings or note.rest else None


def begun_from(text: Material) -> FromFile | None:
    """Give the document of a draft that was never published."""
    if text.first_published_at is not None:
        return None
    found: FromFile | None = getattr(text, "from_file", None)
    return found


def passage_of(text: Material, number: str) -> Passage | None:
    """Find a passage of the rest by the number its button sent."""
    begun = begun_from(text)
    rest = _passages(begun) if begun else []
    return next((each for each in rest if str(each.id) == number), None)


def _passages(begun: FromFile) -> list[Passage]:
    return [Passage(each["id"], each["text"]) for each in begun.rest]


def _lead(begun: FromFile, text: Material) -> tuple[str, str]:
    return {
        Reading.READ: (
            _("Recognised in the file: %(parts)s.") % {"parts": _parts(begun, text)},
            _(
                "Look through the places marked “from the file”, correct what is "
                "needed, then save the draft or send it at once."
            ),
        ),
        Reading.NOTHING: (
            _("The file is attached, but no parts of a scenario were found in it."),
            _("Its text is below: move what you need. The title is worth checking."),
        ),
        Reading.UNREADABLE: (
            _("This file could not be read, but nothing is lost."),
            _(
                "It is attached to the draft as it is, and the title comes from its "
                "name. Fill in the other fields."
            ),
        ),
        Reading.NOT_TRIED: (
            _("The file is attached; files of this kind are not divided into fields."),
            _(
                "If you have it in Word or LibreOffice too, save it as DOCX or ODT "
                "and begin from that file: then the fields fill themselves in."
            ),
        ),
    }[Reading(begun.reading)]


def _parts(begun: FromFile, text: Material) -> str:
    """Name what was filled in, in the order of the form."""
    names = {
        "title": pgettext("recognised", "the title"),
        "subject": pgettext("recognised", "the subject"),
        "class_years": pgettext("recognised", "the class"),
        "duration_minutes": pgettext("recognised", "the time"),
        "summary": pgettext("recognised", "the summary"),
        "goals": pgettext("recognised", "the goals"),
        "success_criteria": pgettext("recognised", "the success criteria"),
        "methods": pgettext("recognised", "the methods"),
        "forms": pgettext("recognised", "the forms of work"),
        "resources": pgettext("recognised", "the teaching aids"),
        "evaluation": pgettext("recognised", "the evaluation"),
        "flow": pgettext("recognised", "the flow"),
    }
    said = [words for name, words in names.items() if name in begun.recognised]
    if "steps" in begun.recognised and isinstance(text, LessonPlan):
        count = sum(1 for _step in text.steps.all())
        said.append(ngettext("%(n)d step", "%(n)d steps", count) % {"n": count})
    return ", ".join(said)


def _remarks(begun: FromFile) -> list[str]:
    remarks, found = [], begun.remarks
    if found.get("suggested_summary"):
        remarks.append(
            _("The file has no summary, so one was put together from the goals.")
        )
    if pictures := found.get("pictures"):
        words = ngettext(
            "There is %(n)d picture in the file. It stays in the attached file.",
            "There are %(n)d pictures in the file. They stay in the attached file.",
            pictures,
        )
        remarks.append(words % {"n": pictures})
    lessons = found.get("lessons", 1)
    if lessons > 1:
        words = ngettext(
            "There is %(n)d scenario in the file. The draft holds the first one.",
            "There are %(n)d scenarios in the file. The draft holds the first one; "
            "begin another draft for each of the others.",
            lessons,
        )
        remarks.append(words % {"n": lessons})
    if found.get("rest_cut"):
        remarks.append(_("The file is long: the rest of its text is only in the file."))
    return remarks


def _warnings(begun: FromFile) -> list[str]:
    known = {
        "pesel": _(
            "There is a number in the file that looks like a PESEL. Delete it from "
            "the file and attach the file anew before you share it."
        ),
        "names": _(
            "There seems to be a list of names in the file. If these are pupils, "
            "delete it from the file and attach the file anew before you share it."
        ),
    }
    return [known[sign] for sign in begun.remarks.get("personal", []) if sign in known]


def _is_attached(file: StoredFile | None, text: Material) -> bool:
    return file is not None and any(
        each.file_id == file.pk for each in text.attachments.all()
    )
