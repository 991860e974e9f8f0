"""Choices from the lists kept as data; checked in memory, so no input is odd."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.core.cache import cache
from django.utils.translation import gettext as _
from django_stubs_ext import StrPromise

from bank.models import TeachingMethod
from bank.models.vocabulary import Vocabulary

# Either (code, label) or (group, list of those).
Choices = list[tuple[str, Any]]
_AGE = 60


def terms(model: type[Vocabulary], *, kept: Collection[str] = ()) -> Choices:
    """Offer the terms in use here by their codes; a query once a minute.

    What this gmina no longer offers stays where it is used already: `kept`.
    """
    known = _remembered(
        model._meta.label,
        lambda: [
            (term.code, (term.label, term.is_offered))
            for term in model._default_manager.all()  # noqa: SLF001
        ],
    )
    return [
        (code, label)
        for code, (label, is_offered) in known
        if is_offered or code in kept
    ]


def forget_terms(*models: type[Vocabulary]) -> None:
    """Let forms ask again what is offered."""
    cache.delete_many([f"choices-{model._meta.label}" for model in models])


def grouped_methods() -> Choices:
    """Offer teaching methods under their groups; a query once a minute."""
    return _remembered("bank.methods-in-groups", _grouped)


def _grouped() -> Choices:
    grouped = groupby(TeachingMethod.objects.all(), key=lambda method: method.group)
    return [
        (group or _("Other"), [(method.code, method.label) for method in members])
        for group, members in grouped
    ]


def _remembered(key: str, ask: Callable[[], Choices]) -> Choices:
    """Keep a list for a minute: it changes with a release, and every form asks."""
    known: Choices | None = cache.get(f"choices-{key}")
    if known is None:
        known = ask()
        cache.set(f"choices-{key}", known, _AGE)
    return known


class TermsField(forms.MultipleChoiceField):
    """Several terms of one list, as check boxes; gives model instances.

    The form sets `choices` once per request; a callable would ask again each time
    somebody looks at them.
    """

    widget = forms.CheckboxSelectMultiple

    def __init__(self, model: type[Vocabulary], label: StrPromise) -> None:
        super().__init__(label=label, required=False)
        self.model = model

    def clean(self, value: object) -> list[Vocabulary]:
        return found(self.model, super().clean(value))


class TermField(forms.ChoiceField):
    """One term of a list; gives a model instance or nothing."""

    def __init__(self, model: type[Vocabulary], label: StrPromise) -> None:
        super().__init__(label=label, required=False)
        self.model = model

    def clean(self, value: object) -> Vocabulary | None:
        code = super().clean(value)
        return next(iter(found(self.model, [code])), None) if code else None


def found(model: type[Vocabulary], codes: Iterable[str]) -> list[Vocabulary]:
    """Load the terms of these codes, which have been checked, in their order."""
    known = list(codes)
    rows = model._default_manager.filter(code__in=known) if known else []  # noqa: SLF001
    return sorted(rows, key=lambda row: known.index(row.code))
