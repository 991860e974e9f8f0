"""A word inside an attachment finds its material, for those who may see it alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from accounts.models import Institution, User
from bank.actions.published import withdraw
from bank.models import Visibility
from search.engines import current_engine
from search.rebuild import rebuild
from tests.factories.attached import make_plan_with, pdf_of
from tests.factories.files import make_file

IndexNow = Callable[[], int]
RunJobs = Callable[[], None]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


def found(client: Client, user: User, query: str) -> str:
    client.force_login(user)
    page = client.get("/szukaj/", {"q": query}).content.decode()
    return " ".join(page.split())


def test_word_in_a_file_is_found_in_any_form_with_file_and_page(
    client: Client, maria: User, run_jobs: RunJobs, index_now: IndexNow
) -> None:
    content = pdf_of("Wstep", "Narysuj zebry i policz paski")
    make_plan_with(maria, make_file(maria, "karta.pdf", content))
    run_jobs()
    index_now()

    page = found(client, maria, "zebra")

    assert "Pizza, tort i czekolada" in page
    assert "karta.pdf, s. 2" in page
    assert "#page=2" in page
    assert "<mark>zebry</mark>" in page


def test_outsider_finds_nothing_and_learns_nothing(
    client: Client,
    maria: User,
    oskar: User,
    school: Institution,
    run_jobs: RunJobs,
    index_now: IndexNow,
) -> None:
    file = make_file(maria, "karta.pdf", pdf_of("kanarekzalacznika"))
    make_plan_with(maria, file, visibility=Visibility.INSTITUTION, institution=school)
    run_jobs()
    index_now()

    theirs = found(client, oskar, "kanarekzalacznika")
    nothing = found(client, oskar, "kanarekzalacznikx")

    assert "karta.pdf" in found(client, maria, "kanarekzalacznika")
    assert "karta.pdf" not in theirs
    assert "kanarekzalacznika" not in nothing


def test_file_of_a_withdrawn_material_is_found_no_more(
    client: Client, maria: User, run_jobs: RunJobs, index_now: IndexNow
) -> None:
    file = make_file(maria, "karta.pdf", pdf_of("kanarekwycofany"))
    plan = make_plan_with(maria, file)
    run_jobs()
    index_now()

    withdraw(plan, by=maria, reason="Zawiera błąd w zadaniu.")
    index_now()

    assert "karta.pdf" not in found(client, maria, "kanarekwycofany")


def test_rebuilt_index_knows_the_files_too(
    client: Client, maria: User, run_jobs: RunJobs, index_now: IndexNow
) -> None:
    make_plan_with(maria, make_file(maria, "karta.pdf", pdf_of("kanarekodbudowany")))
    run_jobs()

    rebuild(current_engine())
    index_now()

    assert "karta.pdf" in found(client, maria, "kanarekodbudowany")
