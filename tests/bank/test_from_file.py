"""A draft from a teacher's own document: what the person sees and what is kept."""

import io
from pathlib import Path

import docx
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from bank.actions import from_file as actions
from bank.documents.limited import Unreadable
from bank.models import FromFile, LessonPlan, Material, Reading
from tests.bank.typing_in import typed
from tests.factories.accounts import make_user
from tests.factories.files import PDF

ADDRESS = "/bank/nowy/z-pliku/"


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def author(client: Client, maria: User) -> Client:
    client.force_login(maria)
    return client


def scenario() -> bytes:
    """A short scenario with something for which there is no field."""
    document = docx.Document()
    document.add_heading("Scenariusz lekcji matematyki w klasie V", 0)
    for line in (
        "Temat: Ułamki na pizzy",
        "Czas trwania: 45 minut",
        "Cele:",
        "dzieli całość na równe części",
        "Metody pracy: pogadanka, kula śniegowa",
        "Przebieg zajęć:",
        "Faza wprowadzająca (10 min)",
        "Powitanie.",
        "Faza realizacyjna (35 min)",
        "Praca w parach.",
        "Bibliografia: A. Nowak, Matematyka na talerzu",
    ):
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def send(
    client: Client, content: bytes, name: str = "Pizza.docx", *, follow: bool = True
) -> HttpResponse:
    upload = SimpleUploadedFile(name, content)
    return client.post(ADDRESS, {"file": upload}, follow=follow)  # type: ignore[return-value]


def begun() -> LessonPlan:
    return LessonPlan.objects.get()


def test_document_becomes_a_draft_with_its_parts(author: Client) -> None:
    page = send(author, scenario()).content.decode()

    draft = begun()
    assert draft.title == "Ułamki na pizzy"
    assert [subject.code for subject in draft.subjects.all()] == ["matematyka"]
    assert [each.code for each in draft.class_years.all()] == ["k5"]
    assert draft.duration_minutes == 45
    assert [(s.title, s.minutes) for s in draft.steps.all()] == [
        ("Faza wprowadzająca", 10),
        ("Faza realizacyjna", 35),
    ]
    assert [method.code for method in draft.methods.all()] == ["pogadanka"]
    assert [each.file.name for each in draft.attachments.all()] == ["Pizza.docx"]
    assert "Rozpoznaliśmy w pliku: tytuł, przedmiot, klasę, czas" in page


def test_text_without_a_field_is_shown_and_kept(author: Client) -> None:
    page = send(author, scenario()).content.decode()

    assert "A. Nowak, Matematyka na talerzu" in page
    assert "kula śniegowa" in page


def test_fields_are_marked_until_saved(author: Client) -> None:
    page = send(author, scenario()).content.decode()
    draft = begun()

    after = author.post(
        f"/bank/{draft.pk}/edycja/",
        typed(draft, version=draft.edit_version),
        follow=True,
    ).content.decode()

    assert "z pliku – sprawdź" in page
    assert "z pliku – sprawdź" not in after
    assert "A. Nowak" in after


def test_same_file_twice_at_once_is_one_draft(author: Client) -> None:
    content = scenario()

    first = send(author, content, follow=False)
    second = send(author, content, follow=False)

    assert first["Location"] == second["Location"]
    assert Material.objects.count() == 1


def test_unreadable_document_still_begins_a_draft(
    author: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path) -> None:
        raise Unreadable("too slow")

    monkeypatch.setattr(actions, "run", broken)

    page = send(author, scenario(), "moja_lekcja-ulamki.docx").content.decode()

    assert begun().title == "Moja lekcja ulamki"
    assert begun().attachments.count() == 1
    assert "Nie udało się odczytać tego pliku" in page


def test_pdf_is_attached_and_the_better_way_is_told(author: Client) -> None:
    page = send(author, PDF, "karta.pdf").content.decode()

    assert FromFile.objects.get().reading == Reading.NOT_TRIED
    assert begun().attachments.count() == 1
    assert "zapisz go jako DOCX lub ODT" in page


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("stary.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Zapisz jako"),
        ("stary.rtf", b"{\\rtf1 tekst}", "Zapisz jako"),
        ("lekcja.pages", b"\x00\x01", "Eksportuj jako"),
        ("pusty.docx", b"", "pusty"),
    ],
)
def test_refused_file_begins_nothing_and_says_what_to_do(
    author: Client, name: str, content: bytes, words: str
) -> None:
    answer = send(author, content, name)

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Material.objects.exists()


def test_no_file_is_asked_for_in_words(author: Client) -> None:
    assert "Najpierw wybierz plik" in author.post(ADDRESS).content.decode()


def test_who_may_not_write_begins_nothing(client: Client, db: None) -> None:
    client.force_login(make_user("olga", Role.OBSERVER))

    assert send(client, scenario(), follow=False).status_code == 403
    assert not Material.objects.exists()


def test_passage_is_moved_into_a_field(author: Client) -> None:
    send(author, scenario())
    draft = begun()
    row = FromFile.objects.get()
    book = next(each for each in row.rest if "A. Nowak" in each["text"])

    author.post(
        f"/bank/{draft.pk}/edycja/reszta/",
        typed(draft, rest=book["id"], **{f"rest-{book['id']}-to": "resources"}),
    )

    draft.refresh_from_db()
    row.refresh_from_db()
    assert "A. Nowak, Matematyka na talerzu" in draft.resources
    assert book not in row.rest


def test_passage_becomes_a_step(author: Client) -> None:
    send(author, scenario())
    draft = begun()
    passage = FromFile.objects.get().rest[0]["id"]

    author.post(
        f"/bank/{draft.pk}/edycja/reszta/",
        typed(draft, rest=passage, **{f"rest-{passage}-to": "step"}),
    )

    assert begun().steps.count() == 3


def test_passage_is_dropped(author: Client) -> None:
    send(author, scenario())
    row = FromFile.objects.get()
    passage = row.rest[0]["id"]

    author.post(
        f"/bank/{row.material_id}/edycja/reszta/",
        typed(begun(), rest=f"drop-{passage}"),
    )

    row.refresh_from_db()
    assert passage not in [each["id"] for each in row.rest]


@pytest.mark.parametrize("order", ["", "999", "drop-", "\x00", "1"])
def test_odd_orders_move_nothing_and_lose_nothing(author: Client, order: str) -> None:
    send(author, scenario())
    row = FromFile.objects.get()

    answer = author.post(
        f"/bank/{row.material_id}/edycja/reszta/",
        typed(begun(), title="Nadal tu", rest=order),
    )

    before = row.rest
    row.refresh_from_db()
    assert row.rest == before
    assert "Nadal tu" in answer.content.decode()


def test_outsider_sees_nothing_of_it(author: Client, oskar: User) -> None:
    send(author, scenario())
    draft = begun()
    author.force_login(oskar)

    assert author.get(f"/bank/{draft.pk}/edycja/").status_code == 404
    assert author.post(f"/bank/{draft.pk}/edycja/reszta/").status_code == 404
