"""What the pages of one material ask the database, however long its text is."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bank.actions.content import AttachedFile, StepText
from bank.actions.drafts import save_draft
from bank.actions.submission import submit_for_review
from bank.models import Material, ReviewAssignment
from tests.factories.accounts import make_user, protect
from tests.factories.bank import make_lesson_plan
from tests.factories.files import make_file


def lengthen(plan: Material, owner: User, number: int) -> None:
    """Save a newer text of so many steps and files, and of up to ten authors."""
    people = [make_user(f"osoba{plan.pk}-{number}-{n}") for n in range(min(number, 9))]
    data = {
        "steps": [StepText(f"Krok {n}", 1) for n in range(number)],
        "attachments": [AttachedFile(make_file(owner)) for _ in range(number)],
        "authors": [owner, *people],
    }
    version = Material.objects.get(pk=plan.pk).edit_version
    save_draft(plan, by=owner, data=data, base_version=version)


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


PAGES: dict[str, tuple[Callable[[Material], str], int]] = {
    # Three of them only while the index has yet to hear of people and materials.
    "page": (Material.get_absolute_url, 14),
    "edit": (lambda plan: f"/bank/{plan.pk}/edycja/", 26),
    "preview": (lambda plan: f"/bank/{plan.pk}/podglad/", 24),
}


@pytest.mark.parametrize("page", PAGES)
def test_author_pays_the_same_for_a_long_text(
    client: Client, maria: User, page: str
) -> None:
    address, most = PAGES[page]
    plan = make_lesson_plan(maria)
    client.force_login(maria)

    lengthen(plan, maria, 1)
    short = asked(client, address(plan))
    lengthen(plan, maria, 20)

    assert asked(client, address(plan)) == short <= most


def test_moderator_pays_the_same_for_a_long_text(
    client: Client, maria: User, renata: User
) -> None:
    protect(renata)
    client.force_login(renata)
    costs = []
    for number in (1, 20):
        plan = make_lesson_plan(maria, title=f"Plan {number}")
        lengthen(plan, maria, number)
        submit_for_review(plan, by=maria, rights_confirmed=True)
        review = ReviewAssignment.objects.open().get(material_id=plan.pk)
        costs.append(asked(client, f"/recenzje/{review.pk}/"))

    assert costs[0] == costs[1] <= 24
