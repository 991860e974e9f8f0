"""Terms of the small vocabularies, kept in memory and attached by one query.

Django's prefetch asks once per vocabulary and makes the same thirty subjects anew for
every page. The tables hold some hundred rows that change a few times a year, so each
process remembers them for a minute and asks only which material has which.
"""

# Django has no public way to say what was loaded together with an object.
# ruff: noqa: SLF001

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from django.db.models import QuerySet, Value
from django.db.models.query import ModelIterable

from bank.models.vocabulary import (
    ClassYear,
    KeyCompetence,
    Subject,
    TeachingMethod,
    Vocabulary,
    WorkForm,
)

if TYPE_CHECKING:
    from bank.models.material import Material

REMEMBERED_SECONDS = 60
_MODELS: dict[str, type[Vocabulary]] = {
    "subjects": Subject,
    "class_years": ClassYear,
    "key_competences": KeyCompetence,
    "methods": TeachingMethod,
    "forms": WorkForm,
}
# What is read of a term beside its label.
_RELATED: dict[type[Vocabulary], tuple[str, ...]] = {ClassYear: ("stage",)}


class _Remembered:
    """The terms of one vocabulary by key, in their order."""

    def __init__(self, model: type[Vocabulary]) -> None:
        self._model = model
        self._terms: dict[int, Vocabulary] = {}
        self._read_at = float("-inf")

    def among(self, keys: set[int]) -> list[Vocabulary]:
        is_old = time.monotonic() - self._read_at > REMEMBERED_SECONDS
        if is_old or not keys <= self._terms.keys():
            # One assignment, so that another thread sees the old or the new terms.
            found: QuerySet[Vocabulary] = QuerySet(self._model)
            if related := _RELATED.get(self._model):
                found = found.select_related(*related)
            self._terms = {term.pk: term for term in found.all()}
            self._read_at = time.monotonic()
        return [term for key, term in self._terms.items() if key in keys]

    def forget(self) -> None:
        self._read_at = float("-inf")


_remembered = {name: _Remembered(model) for name, model in _MODELS.items()}


def forget_terms() -> None:
    """Ask the database again: for whoever has just changed a vocabulary."""
    for each in _remembered.values():
        each.forget()


class WithTerms(QuerySet["Material"]):
    """A queryset of materials that brings their terms along."""

    _term_names: tuple[str, ...] = ()

    def with_terms(self, *names: str) -> Self:
        """Attach these vocabularies to what is loaded, by one query for all."""
        found = self.all()
        found._term_names = tuple(dict.fromkeys((*self._term_names, *names)))
        return found

    def _clone(self) -> Self:
        made: Self = super()._clone()  # type: ignore[misc]
        made._term_names = self._term_names
        return made

    def _fetch_all(self) -> None:
        is_fresh = self._result_cache is None
        super()._fetch_all()
        if is_fresh and self._term_names and self._iterable_class is ModelIterable:
            _attach(self.model, self._result_cache or [], self._term_names)


def _attach(
    model: type[Material], materials: Sequence[Material], names: Sequence[str]
) -> None:
    """Put terms where `material.subjects.all()` and the like find them."""
    keys = {material.pk for material in materials}
    links: dict[tuple[str, int], set[int]] = defaultdict(set)
    if keys:
        first, *others = [_links(model, name, keys) for name in names]
        for name, material_key, term_key in first.union(*others, all=True):
            links[name, material_key].add(term_key)
    for material in materials:
        for name in names:
            _keep(material, name, _remembered[name].among(links[name, material.pk]))


def _links(model: type[Material], name: str, keys: set[int]) -> QuerySet[Any]:
    """Ask which material has which term of one vocabulary."""
    field: Any = model._meta.get_field(name)
    through = field.remote_field.through._default_manager
    links: QuerySet[Any] = through.filter(material_id__in=keys).values_list(
        Value(name), "material_id", f"{field.m2m_reverse_field_name()}_id"
    )
    return links


def _keep(material: Material, name: str, terms: list[Vocabulary]) -> None:
    """Do what Django's own prefetch does with what it found."""
    found: QuerySet[Vocabulary] = QuerySet(_MODELS[name])
    found._result_cache = list(terms)
    if not hasattr(material, "_prefetched_objects_cache"):
        material._prefetched_objects_cache = {}
    material._prefetched_objects_cache[name] = found
