"""Terms of a material come with it, whatever it was loaded for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bank.models import ClassYear, Material, Subject
from bank.models.terms import forget_terms
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(maria: User) -> Material:
    made = make_lesson_plan(maria)
    made.subjects.set(Subject.objects.filter(code__in=["muzyka", "matematyka"]))
    made.class_years.set(ClassYear.objects.filter(code__in=["k5", "k4"]))
    made.save()
    return made


def _codes(material: Material) -> tuple[list[str], list[str]]:
    subjects = [each.code for each in material.subjects.all()]
    return subjects, [each.code for each in material.class_years.all()]


def test_terms_are_those_of_the_database_in_their_order(plan: Material) -> None:
    [listed] = Material.objects.filter(pk=plan.pk).for_listing()

    assert _codes(listed) == _codes(Material.objects.get(pk=plan.pk))
    assert _codes(listed)[1] == ["k4", "k5"]


def test_terms_of_many_cost_one_query(maria: User, plan: Material) -> None:
    costs = []
    for _ in range(2):
        list(Material.objects.for_listing())  # now the terms are known
        with CaptureQueriesContext(connection) as captured:
            for each in Material.objects.for_listing():
                _codes(each)
        costs.append(len(captured))
        for number in range(4):
            make_lesson_plan(maria, title=f"Plan {number}")

    assert costs[0] == costs[1] == 3  # materials, authors, terms


def test_new_term_shows_at_once(plan: Material) -> None:
    list(Material.objects.for_listing())
    added = Subject.objects.create(code="szachy", label="szachy")
    plan.subjects.add(added)
    plan.save()

    [listed] = Material.objects.filter(pk=plan.pk).for_listing()

    assert "szachy" in _codes(listed)[0]


def test_renamed_term_shows_once_it_is_forgotten(plan: Material) -> None:
    list(Material.objects.for_listing())
    Subject.objects.filter(code="muzyka").update(label="muzyka i rytmika")
    forget_terms()

    [listed] = Material.objects.filter(pk=plan.pk).for_listing()

    assert "muzyka i rytmika" in [each.label for each in listed.subjects.all()]


def test_values_and_counts_need_no_terms(plan: Material) -> None:
    found = Material.objects.for_listing()

    assert found.count() == 1
    assert list(found.values_list("pk", flat=True)) == [plan.pk]
