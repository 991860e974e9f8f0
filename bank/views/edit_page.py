"""What the page of the form shows beside the form."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.http import AuthenticatedHttpRequest
from bank.files.kinds import ACCEPTED_EXTENSIONS
from bank.forms.from_file import TEXT_TARGETS
from bank.forms.kinds import LessonPlanForm
from bank.forms.material import MaterialForm
from bank.from_file_note import begun_from, note_of
from bank.models import LessonPlan, Material, MathGame
from bank.models.completeness import Part, missing_parts


@dataclass(frozen=True)
class Missing:
    """Something to fill in before sending, and where it is."""

    label: str
    anchor: str


def missing_of(material: Material) -> list[Missing]:
    return [
        Missing(capfirst(str(part.label)), f"id_{field_of(part, material)}")
        for part in missing_parts(material)
    ]


def field_of(part: Part, material: Material) -> str:
    """Name the field of the form where a missing part is typed."""
    if part == Part.SUBJECTS:
        return "subject"
    if part == Part.FLOW and isinstance(material, MathGame):
        return "rules"
    return str(part.value)


def show_form(
    request: AuthenticatedHttpRequest, form: MaterialForm, *, notice: str = ""
) -> HttpResponse:
    """Render the form with everything typed, whatever became of it."""
    text = form.material
    note = note_of(text)
    form.mark(begun.to_confirm if (begun := begun_from(text)) else ())
    context = {
        "from_file": note,
        "targets": [(name, form.fields[name].label) for name in TEXT_TARGETS]
        if note and note.rest
        else [],
        "form": form,
        "material": text,
        "is_plan": isinstance(form, LessonPlanForm),
        "missing": missing_of(text),
        "minutes": minutes_note(text),
        "attachments": list(text.attachments.all()),
        "accepted": ",".join(f".{ending}" for ending in ACCEPTED_EXTENSIONS),
        "returned_reason": returned_reason(text),
        "notice": notice,
        "trail": [
            (_("Bank"), "/bank/"),
            (_("My materials"), "/bank/moje/"),
            (str(text), ""),
        ],
    }
    status = 409 if form.conflict else 200
    return render(request, "bank/edit.html", context, status=status)


def minutes_note(text: Material) -> str:
    """Compare the minutes of the steps with the declared time, in words."""
    if not isinstance(text, LessonPlan) or not text.planned_minutes:
        return ""
    planned, declared = text.planned_minutes, text.duration_minutes or 0
    if declared and planned > declared:
        words = _("The steps take %(planned)d min, %(over)d min more than the lesson.")
        return words % {"planned": planned, "over": planned - declared}
    if declared:
        words = _("The steps take %(planned)d of %(declared)d min.")
        return words % {"planned": planned, "declared": declared}
    return _("The steps take %(planned)d min.") % {"planned": planned}


def returned_reason(text: Material) -> str:
    """What the moderator asked for, while that is to be done; a query."""
    if text.review_state != "returned":
        return ""
    review = text.reviews.order_by("-decided_at").first()
    return review.public_reason if review else ""
