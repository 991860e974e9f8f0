"""The form of each kind of material."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from accounts.models import User
from bank.forms.material import MaterialForm, initial_of
from bank.forms.steps import initial_steps, step_forms, typed_steps
from bank.models import LessonPlan, Material, MathGame
from bank.models.kinds import LONG_NOTE
from bank.models.material import LONGEST_TEXT


def _text(
    label: StrPromise, *, limit: int, rows: int = 4, help_text: StrPromise | str = ""
) -> forms.Field:
    return forms.CharField(
        label=label,
        max_length=limit,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


def _number(label: StrPromise, *, most: int) -> forms.Field:
    return forms.IntegerField(label=label, min_value=1, max_value=most, required=False)


class LessonPlanForm(MaterialForm):
    """A lesson plan with its steps."""

    KIND_FIELDS: ClassVar[tuple[str, ...]] = (
        "goals",
        "success_criteria",
        "resources",
        "flow",
        "evaluation",
    )

    flow = _text(
        _("The flow as one text"),
        limit=LONGEST_TEXT,
        help_text=_("When you would rather not divide the lesson into steps."),
    )
    goals = _text(
        _("Goals in the pupils' words"),
        limit=LONG_NOTE,
        help_text=_("One goal per line, beginning with “I can…”."),
    )
    success_criteria = _text(
        _("Success criteria"), limit=LONG_NOTE, help_text=_("One per line.")
    )
    resources = _text(_("Teaching aids"), limit=LONG_NOTE, rows=2)
    evaluation = _text(_("Evaluation of the lesson"), limit=LONG_NOTE, rows=3)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        assert isinstance(self.material, LessonPlan)  # noqa: S101 - form_for pairs them
        data = self.data if self.is_bound else None
        self.steps = step_forms(data, initial_steps(self.material))  # type: ignore[arg-type]

    def is_valid(self) -> bool:
        return super().is_valid() & bool(self.steps.is_valid())

    def to_data(self) -> dict[str, Any]:
        return super().to_data() | {"steps": typed_steps(self.steps)}


class MathGameForm(MaterialForm):
    """A mathematical game."""

    KIND_FIELDS: ClassVar[tuple[str, ...]] = (
        "rules",
        "players_min",
        "players_max",
        "age_min",
        "age_max",
        "needed_items",
        "skill",
        "variants",
        "child_authors",
    )

    rules = _text(_("Rules of the game"), limit=LONGEST_TEXT, rows=8)
    players_min = _number(_("players, at least"), most=100)
    players_max = _number(_("players, at most"), most=100)
    age_min = _number(_("age from"), most=20)
    age_max = _number(_("age to"), most=20)
    needed_items = _text(_("What is needed"), limit=LONG_NOTE, rows=3)
    skill = forms.CharField(
        label=_("mathematical skill"), max_length=200, required=False
    )
    variants = _text(_("Variants"), limit=LONG_NOTE, rows=3)
    child_authors = forms.CharField(
        label=_("group of children who made it"),
        max_length=160,
        required=False,
        help_text=_("The name of the group or class only, never names of children."),
    )


FORMS: dict[type[Material], type[MaterialForm]] = {
    LessonPlan: LessonPlanForm,
    MathGame: MathGameForm,
}


def form_for(
    material: Material, *, user: User, data: QueryDict | None = None
) -> MaterialForm:
    """Give the form of this kind, showing the text or bound to what was typed."""
    initial = initial_of(material)
    for name in FORMS[type(material)].KIND_FIELDS:
        initial[name] = getattr(material, name)
    form = FORMS[type(material)]
    return form(data, material=material, user=user, initial=initial)
