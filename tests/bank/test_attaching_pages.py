"""Files on the form of a material, and who may touch it at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from bank.models import AuthorState, LessonPlan, Visibility
from tests.bank.typing_in import typed
from tests.factories.bank import make_lesson_plan

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def draft(maria: User) -> LessonPlan:
    return make_lesson_plan(maria, title="", state=AuthorState.DRAFT)


@pytest.fixture
def author(client: Client, maria: User) -> Client:
    client.force_login(maria)
    return client


def test_every_file_gets_its_verdict(author: Client, draft: LessonPlan) -> None:
    files = [
        SimpleUploadedFile("karta.pdf", PDF),
        SimpleUploadedFile("wirus.exe", b"MZ\x00\x01"),
    ]

    answer = author.post(
        f"/bank/{draft.pk}/edycja/pliki/", typed(draft, files=files), follow=True
    )

    page = answer.content.decode()
    assert "karta.pdf: dodano." in page
    assert "wirus.exe" in page
    draft.refresh_from_db()
    assert [each.file.name for each in draft.attachments.all()] == ["karta.pdf"]
    assert draft.title == "Ułamki ze sznurka"


def test_file_is_named_and_taken_off(author: Client, draft: LessonPlan) -> None:
    author.post(
        f"/bank/{draft.pk}/edycja/pliki/",
        typed(draft, files=SimpleUploadedFile("karta.pdf", PDF)),
    )
    draft.refresh_from_db()
    token = draft.attachments.get().file.token

    author.post(
        f"/bank/{draft.pk}/edycja/", typed(draft, **{f"file-{token}": "Karta wyjścia"})
    )
    draft.refresh_from_db()
    assert draft.attachments.get().title == "Karta wyjścia"
    author.post(f"/bank/{draft.pk}/edycja/pliki/usun/", typed(draft, detach=token))
    assert not draft.attachments.exists()


_DOORS = ["", "kroki/", "zapis/", "podglad/", "pliki/", "pliki/usun/", "zgloszenie/"]


@pytest.mark.parametrize("door", _DOORS)
def test_outsider_cannot_write(
    client: Client, draft: LessonPlan, oskar: User, door: str
) -> None:
    client.force_login(oskar)

    answer = client.post(f"/bank/{draft.pk}/edycja/{door}", typed(draft))

    assert answer.status_code == 404


@pytest.mark.parametrize("door", _DOORS)
def test_reader_of_a_published_material_cannot_write(
    client: Client, maria: User, oskar: User, door: str
) -> None:
    plan = make_lesson_plan(maria, visibility=Visibility.PUBLIC)
    client.force_login(oskar)

    answer = client.post(f"/bank/{plan.pk}/edycja/{door}", typed(plan))

    assert answer.status_code == 403
