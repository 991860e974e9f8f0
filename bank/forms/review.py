"""What a moderator writes: notes, scores, the reason."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bank.models import ReviewAssignment
from bank.rubric import RUBRIC, Score

LONGEST_NOTE = 4000
_SCORE = "score-"


class ReviewForm(forms.Form):
    """One form for notes and decision, so that deciding loses no notes."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)
    private_notes = forms.CharField(
        label=_("Notes for moderators"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The authors never see them."),
    )
    reason = forms.CharField(
        label=_("What to improve, or a word to the authors"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Needed to send back. The authors get this text."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for criterion in RUBRIC:
            self.fields[f"{_SCORE}{criterion.key}"] = forms.TypedChoiceField(
                label=criterion.question,
                choices=Score.choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        for name in ("private_notes", "reason"):
            self.fields[name].widget.attrs.pop("maxlength", None)

    def start_from(self, version: int) -> None:
        """Let the next press decide about this version, knowingly."""
        typed = cast(QueryDict, self.data).copy()
        typed["version"] = str(version)
        self.data = typed

    def score_fields(self) -> list[forms.BoundField]:
        return [self[f"{_SCORE}{criterion.key}"] for criterion in RUBRIC]

    def scores(self) -> dict[str, int]:
        """Give the scores set, by the key of the criterion."""
        given = {c.key: self.cleaned_data[f"{_SCORE}{c.key}"] for c in RUBRIC}
        return {key: score for key, score in given.items() if score is not None}


def initial_review(review: ReviewAssignment, *, version: int) -> dict[str, Any]:
    scores = {f"{_SCORE}{key}": score for key, score in review.scores.items()}
    return {"version": version, "private_notes": review.private_notes, **scores}


class ReasonForm(forms.Form):
    """Why something is done to a published material."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody who could see the material will see it."),
    )


class CorrectionForm(forms.Form):
    """What the history will say of a correction."""

    reason = forms.CharField(
        label=_("What you correct, for the history"), max_length=1000, required=False
    )
