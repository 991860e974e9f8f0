"""The text of attachments: read once, in the limited child, for published materials."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from accounts.models import User
from bank.actions import file_texts
from bank.actions.file_texts import (
    MOST_ATTEMPTS,
    forget_unused_texts,
    read_file_text,
    read_missing_texts,
)
from bank.actions.files import remove_orphans
from bank.actions.published import withdraw
from bank.documents.limited import Unreadable, run
from bank.models import AuthorState, FileText, StoredFile, TextState
from jobs.models import Job
from search.models import Change
from search.sources import Document, source
from tests.bank.test_hostile_documents import LAUGHS, REFUSED, SURVIVED
from tests.factories.attached import (
    draft_with,
    make_plan_with,
    pdf_of,
    publish_with,
    slides,
)
from tests.factories.bank import make_lesson_plan
from tests.factories.files import make_file, office
from tests.factories.scenarios.docx_layouts import plain_text
from tests.factories.scenarios.lessons import FRACTIONS
from tests.factories.scenarios.odt_layouts import libreoffice_styles

RunJobs = Callable[[], None]
TASK = "bank.read_file_text"


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def worksheet(maria: User) -> StoredFile:
    return make_file(maria, "karta-pracy.pdf", pdf_of("Wstep", "hipopotam w kratke"))


def document_of(pk: int) -> Document:
    return next(iter(source("material").documents([pk])))


@pytest.mark.parametrize(
    ("name", "content", "label", "words"),
    [
        ("karta.pdf", pdf_of("nic", "hipopotam"), "karta.pdf, s. 2", "hipopotam"),
        ("pokaz.pptx", slides("nic", "hipopotam"), "pokaz.pptx, slajd 2", "hipopotam"),
        ("lekcja.docx", plain_text(FRACTIONS), "lekcja.docx", "papierowe pizze"),
        ("lekcja.odt", libreoffice_styles(FRACTIONS), "lekcja.odt", "papierowe pizze"),
        ("notatka.txt", "Zażółć hipopotama".encode(), "notatka.txt", "hipopotama"),
    ],
    ids=["pdf", "pptx", "docx", "odt", "txt"],
)
def test_published_file_is_read_and_named_with_its_page(
    name: str, content: bytes, label: str, words: str, maria: User, run_jobs: RunJobs
) -> None:
    plan = make_plan_with(maria, make_file(maria, name, content))

    run_jobs()

    parts = document_of(plan.pk).parts
    assert [part.label for part in parts if words in part.text] == [label]
    assert all(part.url.startswith("/pliki/") for part in parts)
    assert FileText.objects.get().state == TextState.READ


def test_reading_makes_search_look_again(
    maria: User, worksheet: StoredFile, run_jobs: RunJobs
) -> None:
    plan = make_plan_with(maria, worksheet)
    Change.objects.all().delete()

    run_jobs()

    assert [change.object_pk for change in Change.objects.waiting()] == [plan.pk]


def test_same_content_is_read_once(
    maria: User, oskar: User, worksheet: StoredFile, run_jobs: RunJobs
) -> None:
    first = make_plan_with(maria, worksheet)
    copy = make_file(oskar, "kopia.pdf", Path(worksheet.path).read_bytes())
    second = make_plan_with(oskar, copy)

    assert Job.objects.filter(task=TASK).count() == 1
    run_jobs()

    assert document_of(first.pk).parts[1].label == "karta-pracy.pdf, s. 2"
    assert document_of(second.pk).parts[1].label == "kopia.pdf, s. 2"


def test_file_of_a_draft_is_not_read(
    maria: User, worksheet: StoredFile, run_jobs: RunJobs
) -> None:
    draft = make_lesson_plan(maria, state=AuthorState.DRAFT)
    draft_with(draft, maria, worksheet)
    read_missing_texts()
    read_file_text(worksheet.sha256)

    run_jobs()

    assert not FileText.objects.exists()


def test_file_of_a_newer_draft_is_not_part_of_what_is_published(
    maria: User, worksheet: StoredFile, run_jobs: RunJobs
) -> None:
    plan = make_plan_with(maria, worksheet)
    other = make_plan_with(maria, make_file(maria, "b.pdf", pdf_of("tajny aneks")))
    run_jobs()
    secret = StoredFile.objects.get(name="b.pdf")

    draft_with(plan, maria, worksheet, secret)

    assert "aneks" in str(document_of(other.pk).parts)
    assert "aneks" not in str(document_of(plan.pk).parts)


def test_file_taken_off_leaves_the_document(
    maria: User, worksheet: StoredFile, run_jobs: RunJobs
) -> None:
    plan = make_plan_with(maria, worksheet)
    run_jobs()

    publish_with(plan, maria)

    assert document_of(plan.pk).parts == ()


def test_withdrawn_material_has_no_document(
    maria: User, worksheet: StoredFile, run_jobs: RunJobs
) -> None:
    plan = make_plan_with(maria, worksheet)
    run_jobs()

    withdraw(plan, by=maria, reason="Zawiera błąd w zadaniu.")

    assert list(source("material").documents([plan.pk])) == []


def test_parts_have_the_audience_of_the_material(
    maria: User, worksheet: StoredFile, run_jobs: RunJobs
) -> None:
    plan = make_plan_with(maria, worksheet)
    run_jobs()

    plan.refresh_from_db()
    assert document_of(plan.pk).audience == plan.audience_tokens


def test_files_from_before_are_read_by_the_hour(
    maria: User, worksheet: StoredFile, run_jobs: RunJobs
) -> None:
    make_plan_with(maria, worksheet)
    Job.objects.all().delete()

    read_missing_texts()
    run_jobs()

    assert FileText.objects.get().state == TextState.READ
    read_missing_texts()
    assert not Job.objects.waiting().filter(task=TASK).exists()


def test_what_cannot_be_read_is_tried_three_times(
    maria: User, worksheet: StoredFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = make_plan_with(maria, worksheet)

    def broken(path: Path, module: str) -> None:
        raise Unreadable("ended with -9")

    monkeypatch.setattr(file_texts, "run", broken)
    for _attempt in range(MOST_ATTEMPTS + 2):
        read_file_text(worksheet.sha256)

    row = FileText.objects.get()
    assert (row.state, row.attempts) == (TextState.UNAVAILABLE, MOST_ATTEMPTS)
    assert document_of(plan.pk).title == plan.title
    assert document_of(plan.pk).parts == ()


def test_next_attempt_waits(
    maria: User, worksheet: StoredFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_plan_with(maria, worksheet)
    Job.objects.all().delete()

    def broken(path: Path, module: str) -> None:
        raise Unreadable("too slow")

    monkeypatch.setattr(file_texts, "run", broken)
    read_file_text(worksheet.sha256)

    waiting = Job.objects.waiting().get(task=TASK)
    assert waiting.run_at > timezone.now() + timedelta(minutes=4)


HOSTILE_PDFS = {
    "not-really": b"%PDF-1.7\nnic\n%%EOF\n",
    "no-pages": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    "pages-in-a-circle": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    "a-million-pages": pdf_of("x").replace(b"/Count 1", b"/Count 9999999"),
    "stream-of-another-length": pdf_of("hipopotam").replace(b"/Length ", b"/Length 99"),
    "brackets": pdf_of("[" * 20_000),
    "long": pdf_of("hipopotam " * 20_000),
}
HOSTILE_SHOWS = {
    "slide-bomb": office(
        "presentationml.presentation",
        {"ppt/slides/slide1.xml": f"{LAUGHS}]><x>&a9;</x>".encode()},
    ),
    "slide-not-xml": office(
        "presentationml.presentation", {"ppt/slides/slide1.xml": b"<<<"}
    ),
}
BOMBS = {
    **{f"{name}.pdf": content for name, content in HOSTILE_PDFS.items()},
    **{f"{name}.pptx": content for name, content in HOSTILE_SHOWS.items()},
    **{
        f"{name}.docx": content
        for name, (content, _reading) in SURVIVED.items()
        if content.startswith(b"PK") and b"opendocument" not in content[:200]
    },
}


@pytest.mark.parametrize("name", BOMBS)
def test_hostile_attachment_leaves_the_material_findable_by_title(
    name: str, maria: User, run_jobs: RunJobs
) -> None:
    plan = make_plan_with(maria, make_file(maria, name, BOMBS[name]))

    run_jobs()

    document = document_of(plan.pk)
    assert document.title == plan.title
    assert FileText.objects.get().attempts <= 1
    assert sum(len(part.text) for part in document.parts) <= 60_000
    assert "root:" not in str(document.parts)


def test_there_are_enough_bombs() -> None:
    assert len(BOMBS) + len(REFUSED) >= 18


def test_long_file_is_cut_and_says_so(maria: User, run_jobs: RunJobs) -> None:
    plan = make_plan_with(maria, make_file(maria, "a.txt", b"slowo " * 50_000))

    run_jobs()

    assert FileText.objects.get().state == TextState.CUT
    assert len(document_of(plan.pk).parts[0].text) <= 60_000


def test_child_knows_no_database_and_no_secrets(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"hipopotam")

    answer = run(path, module="bank.documents.text_child")

    assert answer == {"pages": ["hipopotam"], "is_cut": False}


def test_text_goes_when_the_content_does(
    maria: User, worksheet: StoredFile, run_jobs: RunJobs
) -> None:
    plan = make_plan_with(maria, worksheet)
    run_jobs()
    plan.delete()
    StoredFile.objects.update(created_at=timezone.now() - timedelta(days=3))

    remove_orphans()

    assert forget_unused_texts() == 1
    assert not FileText.objects.exists()
