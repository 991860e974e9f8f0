"""Facets under facets: class under stage, curriculum under subjects."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bank.models import CurriculumNode, Subject
from bank.models.curriculum import NodeKind
from search.trees import refined
from tests.factories.bank import make_lesson_plan

pytestmark = pytest.mark.django_db
Page = Callable[[str], str]
FRACTIONS, ANGLES = "PP2017/SP/MAT/IV-VI/T/IV", "PP2017/SP/MAT/IV-VI/T/VIII"
ITEM = f"{FRACTIONS}/1"


@pytest.fixture
def item(db: None) -> CurriculumNode:
    section = CurriculumNode.objects.get(code=FRACTIONS)
    return CurriculumNode.objects.create(
        code=ITEM,
        label="porównuje ułamki",
        kind=NodeKind.CONTENT_REQUIREMENT,
        version=section.version,
        parent=section,
        source="test",
    )


@pytest.fixture
def page(
    client: Client,
    maria: User,
    oskar: User,
    item: CurriculumNode,
    index_now: Callable[[], int],
) -> Page:
    cache.clear()
    node = CurriculumNode.objects.get
    for title, years, subjects, nodes in [
        ("Piąta A", ["k5"], ["matematyka"], [node(code=FRACTIONS)]),
        ("Piąta B", ["k5", "k6"], ["przyroda"], [item]),
        ("Szósta", ["k6"], ["matematyka"], [node(code=ANGLES)]),
        ("Pierwsza", ["k1"], ["edukacja-wczesnoszkolna"], []),
    ]:
        plan = make_lesson_plan(
            maria, title=title, class_years=years, subjects=subjects
        )
        plan.curriculum_nodes.set(nodes)
        plan.save()
    index_now()
    client.force_login(oskar)

    def get(query: str) -> str:
        response = client.get(f"/szukaj/?{query}")
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return get


def _found(page: str) -> set[str]:
    return set(re.findall(r">(Piąta A|Piąta B|Szósta|Pierwsza)</a>", page))


def _count(page: str, key: str, value: str) -> int | None:
    box = rf'name="{key}" value="{value}"[^>]*> <span>[^<]*</span> <span[^>]*>(\d+)<'
    found = re.search(box, page)
    return int(found[1]) if found else None


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("etap=etap-2", {"Piąta A", "Piąta B", "Szósta"}),
        ("etap=etap-2&klasa=k5", {"Piąta A", "Piąta B"}),
        ("klasa=k5", {"Piąta A", "Piąta B"}),
        ("etap=etap-1&klasa=k5", {"Pierwsza", "Piąta A", "Piąta B"}),
        ("etap=etap-1&etap=etap-2&klasa=k6", {"Pierwsza", "Piąta B", "Szósta"}),
        ("przedmiot=matematyka", {"Piąta A", "Piąta B", "Szósta"}),
        (f"przedmiot=matematyka&dzial={FRACTIONS}", {"Piąta A", "Piąta B"}),
        (f"przedmiot=matematyka&punkt={ITEM}", {"Piąta B"}),
        (f"dzial={FRACTIONS}&punkt={ITEM}", {"Piąta B"}),
        (f"dzial={ANGLES}&punkt={ITEM}", {"Piąta B", "Szósta"}),
        (f"dzial={FRACTIONS}&klasa=k6", {"Piąta B"}),
        ("przedmiot=matematyka&etap=etap-1", set()),
        ("q=dzial:kąty", {"Szósta"}),
        ("q=punkt:kąty", {"Szósta"}),
        ('q=punkt:"porównuje ułamki"', {"Piąta B"}),
    ],
)
def test_one_of_a_tree_is_enough_and_what_is_beneath_narrows(
    page: Page, query: str, titles: set[str]
) -> None:
    assert _found(page(query)) == titles


def test_levels_are_counted_and_a_parent_counts_what_is_beneath(page: Page) -> None:
    found = page("q=&klasa=k5")

    assert _count(found, "etap", "etap-2") == 3
    assert _count(found, "klasa", "k5") == 2
    assert _count(found, "klasa", "k6") == 2
    assert _count(found, "klasa", "k1") == 1
    assert _count(found, "przedmiot", "matematyka") == 2


def test_branches_of_the_curriculum_open_where_something_is_chosen(page: Page) -> None:
    assert 'name="dzial"' not in page("q=")

    found = page("przedmiot=matematyka")
    assert _count(found, "dzial", FRACTIONS) == 2
    assert _count(found, "dzial", ANGLES) == 1
    assert 'name="punkt"' not in found

    found = page(f"dzial={FRACTIONS}")
    assert _count(found, "punkt", ITEM) == 1
    assert _count(found, "przedmiot", "przyroda") == 1
    assert f'value="{FRACTIONS}" checked' in found


def test_chosen_item_is_shown_with_the_way_down_to_it(page: Page) -> None:
    found = page(f"q=nic-takiego&punkt={ITEM}")

    assert f'value="{ITEM}" checked' in found
    assert f'name="dzial" value="{FRACTIONS}"' in found
    assert 'name="przedmiot" value="matematyka"' in found
    assert "bez „porównuje ułamki”" not in found


def test_item_of_no_subject_stays_in_the_form_when_chosen(
    page: Page, item: CurriculumNode
) -> None:
    CurriculumNode.objects.filter(pk=item.pk).update(parent=None)
    cache.clear()

    assert f'value="{ITEM}" checked' in page(f"dzial={ITEM}")


def test_items_in_a_ring_end_nothing(page: Page, item: CurriculumNode) -> None:
    section = CurriculumNode.objects.get(code=FRACTIONS)
    CurriculumNode.objects.filter(pk=section.pk).update(parent=item)
    cache.clear()

    assert "<h1" in page(f"punkt={ITEM}")


def test_choice_beneath_stands_for_the_choice_above() -> None:
    chosen = {"przedmiot": ("matematyka", "przyroda"), "dzial": (ANGLES,)}

    assert refined({"etap": ("etap-2",), "klasa": ("k5", "k1")}) == {
        "klasa": {"k5", "k1"}
    }
    assert refined(chosen) == {"przedmiot": {"przyroda"}, "dzial": {ANGLES}}


def test_hundreds_of_items_cost_no_more_queries_and_little_text(
    client: Client, page: Page, item: CurriculumNode
) -> None:
    def visit(query: str) -> tuple[int, int]:
        cache.clear()
        with CaptureQueriesContext(connection) as spent:
            response = client.get(f"/szukaj/?{query}")
        return len(spent), len(response.content)

    client.get("/szukaj/")  # a session's first request saves it
    before = visit("q=ułamki")
    subject = Subject.objects.get(code="matematyka")
    CurriculumNode.objects.bulk_create(
        CurriculumNode(
            code=f"PROBA/{number}",
            label=f"punkt {number}",
            kind=NodeKind.SECTION,
            version=item.version,
            subject=subject,
            source="test",
        )
        for number in range(400)
    )

    assert visit("q=ułamki") == before
    queries, size = visit("przedmiot=matematyka")
    assert queries <= 12
    assert size < before[1] * 2
