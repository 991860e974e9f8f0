"""The steps of a lesson: typed, added, removed and moved, with nothing lost."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bank.actions.content import MOST_STEPS, StepText
from bank.models import LessonPlan
from bank.models.kinds import LONG_NOTE
from bank.models.material import LONGEST_MINUTES

PREFIX = "steps"
FIELDS = ("title", "minutes", "description")


class StepForm(forms.Form):
    title = forms.CharField(
        label=_("title of the step"), max_length=160, required=False
    )
    minutes = forms.IntegerField(
        label=_("minutes"), min_value=1, max_value=LONGEST_MINUTES, required=False
    )
    description = forms.CharField(
        label=_("what happens"),
        max_length=LONG_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The browser would cut pasted text in silence; the server says so instead.
        self.fields["description"].widget.attrs.pop("maxlength", None)


StepFormSet = forms.formset_factory(
    StepForm,
    extra=0,
    max_num=MOST_STEPS,
    absolute_max=MOST_STEPS + 20,
    validate_max=True,
)


def step_forms(data: QueryDict | None, initial: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - a formset's class is made at run time
    """Bind the steps, or show them; a form without any gets one empty to begin."""
    if data is not None:
        # With its initial values, a step typed the same would count as unchanged,
        # and an unchanged extra form as empty.
        return StepFormSet(data, prefix=PREFIX)
    return StepFormSet(initial=initial or [{}], prefix=PREFIX)


def initial_steps(plan: LessonPlan) -> list[dict[str, Any]]:
    return [{name: getattr(step, name) for name in FIELDS} for step in plan.steps.all()]


def typed_steps(formset: Any) -> list[StepText]:  # noqa: ANN401 - as above
    """Give what was typed, without steps left wholly empty."""
    rows = [form.cleaned_data for form in formset if any(form.cleaned_data.values())]
    return [
        StepText(
            title=row.get("title") or "",
            minutes=row.get("minutes"),
            description=row.get("description") or "",
        )
        for row in rows
    ]


def rearranged(data: QueryDict, order: str) -> QueryDict:
    """Apply one order to the typed steps: add, remove-2, up-2 or down-2."""
    rows = _rows(data)
    verb, _sep, place = order.partition("-")
    number = _small(place, otherwise=-1)
    if verb == "add" and len(rows) < MOST_STEPS:
        rows.append(dict.fromkeys(FIELDS, ""))
    elif verb == "remove" and 0 <= number < len(rows):
        del rows[number]
    elif verb == "up" and 0 < number < len(rows):
        rows[number - 1], rows[number] = rows[number], rows[number - 1]
    elif verb == "down" and 0 <= number < len(rows) - 1:
        rows[number + 1], rows[number] = rows[number], rows[number + 1]
    return _with_rows(data, rows)


def _small(text: str, *, otherwise: int) -> int:
    """Read a number of one or two digits; whatever else was sent means nothing."""
    return int(text) if re.fullmatch("[0-9]{1,2}", text) else otherwise


def _rows(data: QueryDict) -> list[dict[str, str]]:
    count = _small(data.get(f"{PREFIX}-TOTAL_FORMS", ""), otherwise=0)
    return [
        {name: data.get(f"{PREFIX}-{number}-{name}", "") for name in FIELDS}
        for number in range(min(count, MOST_STEPS + 20))
    ]


def _with_rows(data: QueryDict, rows: list[dict[str, str]]) -> QueryDict:
    changed = data.copy()
    for name in [key for key in changed if key.startswith(f"{PREFIX}-")]:
        del changed[name]
    changed[f"{PREFIX}-TOTAL_FORMS"] = str(len(rows))
    changed[f"{PREFIX}-INITIAL_FORMS"] = "0"
    for number, row in enumerate(rows):
        for name, value in row.items():
            changed[f"{PREFIX}-{number}-{name}"] = value
    return changed
