"""What a browser sends from the form of a material."""

from typing import Any

from bank.models import Material


def typed(plan: Material, **changes: Any) -> dict[str, Any]:
    """What a browser sends for a lesson plan filled in well enough to send."""
    return {
        "version": plan.edit_version,
        "title": "Ułamki ze sznurka",
        "subject": "matematyka",
        "class_years": ["k5"],
        "duration_minutes": "45",
        "summary": "Uczniowie dzielą sznurek na równe części.",
        "visibility": "signed_in",
        "license": "cc-by-sa-4.0",
        "steps-TOTAL_FORMS": "2",
        "steps-INITIAL_FORMS": "0",
        "steps-0-title": "Wejście",
        "steps-0-minutes": "10",
        "steps-1-title": "Praca w parach",
        "steps-1-minutes": "35",
    } | changes
