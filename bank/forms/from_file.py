"""A teacher's own document, from which a draft begins."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bank.actions.content import MOST_STEPS
from bank.exceptions import FileRefused
from bank.files.kinds import ACCEPTED_EXTENSIONS

LONGEST_STEP_TITLE = 160
# Offered by the browser although refused, so that the page can say what to do.
_OLD = ("doc", "rtf", "pages", "docm")
_ACCEPT = ",".join(f".{ending}" for ending in (*ACCEPTED_EXTENSIONS, *_OLD))


class FromFileForm(forms.Form):
    """One file; what is in it decides the rest."""

    file = forms.FileField(
        label=_("Your file"),
        # An empty file is refused with the words used for it everywhere.
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first.")},
        help_text=_(
            "DOCX or ODT, up to 25 MB. It stays attached to the draft as it is; "
            "nobody but you sees it until you send the draft."
        ),
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
    )

    def refuse(self, refusal: FileRefused) -> None:
        """Say why, and how to save the document so that it can be read."""
        self.add_error("file", refusal.message)
        upload = self.files.get("file")
        if advice := advice_for(refusal.code, upload.name or "" if upload else ""):
            self.add_error("file", advice)


def advice_for(code: str, name: str) -> str:
    """Tell the way from a format that is not read to one that is."""
    ending = name.rsplit(".", 1)[-1].lower()
    if ending == "pages":
        return gettext(
            "In Pages choose File → Export To → Word, and add the file you get."
        )
    if code == "old_office" or ending in {"doc", "rtf", "docm", "dot", "wps"}:
        return gettext(
            "Open it in Word or LibreOffice, choose File → Save as, then „Word "
            "document (.docx)” or „ODF text (.odt)”, and add the new file."
        )
    if code == "mismatch":
        return gettext("Often it is enough to open the file and save it anew as DOCX.")
    return ""


TEXT_TARGETS = (
    "summary",
    "goals",
    "success_criteria",
    "resources",
    "evaluation",
    "flow",
)
NEW_STEP = "step"
TARGETS = (NEW_STEP, *TEXT_TARGETS)


def with_passage(data: QueryDict, to: str, text: str) -> QueryDict:
    """Put a passage at the end of what is typed in a field, or into a step of its own."""
    typed = data.copy()
    if to in TEXT_TARGETS:
        typed[to] = "\n".join(filter(None, [data.get(to, "").rstrip(), text]))
    elif to == NEW_STEP:
        count = data.get("steps-TOTAL_FORMS", "")
        number = (
            int(count)
            if count.isascii() and count.isdigit() and len(count) < len("100")
            else 0
        )
        if number < MOST_STEPS:
            head, _sep, below = text.partition("\n")
            title = head if below and len(head) <= LONGEST_STEP_TITLE else ""
            typed["steps-TOTAL_FORMS"] = str(number + 1)
            typed[f"steps-{number}-title"] = title
            typed[f"steps-{number}-description"] = below if title else text
    return typed
